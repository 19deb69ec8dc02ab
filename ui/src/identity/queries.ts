import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Verdict } from "../api/types";

/** What pairs are asked for: those to decide or, merged, those that linkage has merged, of a name or one entity. */
export interface PairFilter {
  q: string;
  kind: "person" | "organisation" | "";
  merged: boolean;
  entity: string;
  cursor: string;
}

/** useIdentities gives one page of pairs; merged ones only of somebody. */
export function useIdentities(f: PairFilter) {
  const query = { q: f.q || undefined, kind: f.kind || undefined, merged: f.merged || undefined, entity: (f.merged && f.entity) || undefined, cursor: f.cursor || undefined, limit: 50 };
  return useQuery({
    queryKey: [...queryKeys.identities, query],
    queryFn: () => answer(api.GET("/api/identities", { params: { query } })),
    placeholderData: keepPreviousData,
    enabled: !f.merged || f.q !== "" || f.entity !== "",
  });
}

/** usePair gives one pair with what speaks for and against it; nothing while id is empty. */
export function usePair(id: string, purpose: string) {
  return useQuery({
    queryKey: [...queryKeys.identities, "one", id, purpose],
    queryFn: () => answer(api.GET("/api/identities/{id}", { params: { path: { id }, query: { purpose: purpose || undefined } } })),
    enabled: id !== "",
  });
}

/** useDecisions gives what was decided, the newest first. */
export function useDecisions() {
  return useQuery({
    queryKey: queryKeys.decisions,
    queryFn: async () => (await answer(api.GET("/api/decisions", { params: { query: { limit: 200 } } }))).items,
  });
}

/** useDecide records a verdict about a pair. */
export function useDecide() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verdict, reason }: { id: string; verdict: Verdict; reason: string }) =>
      answer(api.POST("/api/identities/{id}/decisions", { params: { path: { id } }, body: { verdict, reason } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.decisions }),
  });
}

/** useUndo takes a decision back. */
export function useUndo() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => answer(api.DELETE("/api/decisions/{id}", { params: { path: { id }, query: { reason } } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.decisions }),
  });
}

/** useRenewals gives what came of linking and scanning again, the newest first; while one runs it is asked for again and again. */
export function useRenewals() {
  return useQuery({
    queryKey: queryKeys.renewals,
    queryFn: async () => (await answer(api.GET("/api/renewals"))).items,
    refetchInterval: (q) => (q.state.data?.[0]?.state === "running" ? 1000 : false),
  });
}

/** useRenew begins to link and to scan again. */
export function useRenew() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/renewals")),
    onSettled: () => void cache.invalidateQueries({ queryKey: queryKeys.renewals }),
  });
}
