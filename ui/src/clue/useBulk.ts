import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Bulk, BulkRequest } from "../api/types";

/** A change of many clues as this window has begun it. */
export interface BulkRun {
  bulk?: Bulk;
  /** Batches are being carried out. */
  busy: boolean;
  /** Stop before the next batch. */
  stop: boolean;
  error?: unknown;
}

const none: BulkRun = { busy: false, stop: false };

/** goesOn reports whether batches remain. */
export const goesOn = (b: Bulk): boolean => b.state === "running" || b.state === "undoing";

/** undoableFor is for how many milliseconds a change can still be taken back; 0 if it cannot. */
export function undoableFor(b: Bulk, now: number): number {
  if (b.state !== "done" && b.state !== "cancelled") return 0;
  return b.changed > 0 ? Math.max(Date.parse(b.undoable_until) - now, 0) : 0;
}

/** useBulk begins changes of many clues and carries them out batch by batch. How far the last one is stays when the page is left. */
export function useBulk() {
  const cache = useQueryClient();
  const run = useQuery<BulkRun>({ queryKey: queryKeys.bulk, queryFn: () => none, initialData: none, staleTime: Infinity, gcTime: Infinity, enabled: false }).data;
  const acts = useMemo(() => {
    const now = () => cache.getQueryData<BulkRun>(queryKeys.bulk) ?? none;
    const set = (fields: Partial<BulkRun>) => cache.setQueryData<BulkRun>(queryKeys.bulk, { ...now(), ...fields });
    const at = (id: string) => ({ params: { path: { id } } });
    const carry = async (begin: () => Promise<Bulk>) => {
      set({ busy: true, stop: false, error: undefined });
      try {
        let bulk = await begin();
        set({ bulk });
        while (goesOn(bulk)) {
          if (now().stop && bulk.state === "running") bulk = await answer(api.DELETE("/api/bulks/{id}", at(bulk.id)));
          else bulk = await answer(api.POST("/api/bulks/{id}/batches", at(bulk.id)));
          set({ bulk });
        }
      } catch (error) {
        set({ error });
      }
      set({ busy: false, stop: false });
      for (const queryKey of [queryKeys.clues, queryKeys.overview, ["clue"]]) void cache.invalidateQueries({ queryKey });
    };
    const again = (act: (id: string) => Promise<Bulk>) => {
      const id = now().bulk?.id;
      return id === undefined ? Promise.resolve() : carry(() => act(id));
    };
    return {
      start: (body: BulkRequest) => {
        set({ bulk: undefined });
        return carry(() => answer(api.POST("/api/bulks", { params: { header: { "Idempotency-Key": newKey() } }, body })));
      },
      stop: () => set({ stop: true }),
      /** After a failure: on from where it is. */
      goOn: () => again((id) => answer(api.GET("/api/bulks/{id}", at(id)))),
      undo: () => again((id) => answer(api.POST("/api/bulks/{id}/undos", at(id)))),
      forget: () => cache.setQueryData<BulkRun>(queryKeys.bulk, none),
    };
  }, [cache]);
  return { run, ...acts };
}
