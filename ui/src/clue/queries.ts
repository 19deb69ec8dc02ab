import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Clue, Move } from "../api/types";
import { asChoice, asQuery, type Filter, inWork, usualSort, type Work } from "./filter";
import type { Keeping } from "./keep";

/** useClues gives one page of the list; the page before stays in sight while the next one loads. */
export function useClues(filter: Filter) {
  const query = asQuery(filter);
  return useQuery({
    queryKey: [...queryKeys.clues, query],
    queryFn: () => answer(api.GET("/api/clues", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** useClue gives one clue with everything about it; nothing while id is empty. What was new in it is not any more: lists are asked again when they are next shown, and not before. */
export function useClue(id: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: queryKeys.clue(id),
    queryFn: async () => {
      const clue = await answer(api.GET("/api/clues/{id}", { params: { path: { id } } }));
      if (clue.since.events.length > 0) void cache.invalidateQueries({ queryKey: queryKeys.clues, refetchType: "none" });
      return clue;
    },
    enabled: id !== "",
  });
}

/** useReasons gives the reason codes that decisions may name. */
export function useReasons() {
  return useQuery({
    queryKey: ["reasons"],
    queryFn: async () => (await answer(api.GET("/api/reasons"))).items ?? [],
    staleTime: Infinity,
  });
}

/** useChanged puts a clue that was changed in place; lists and figures that counted it are asked for again. */
function useChanged() {
  const cache = useQueryClient();
  return (clue: Clue) => {
    cache.setQueryData(queryKeys.clue(clue.id), clue);
    void cache.invalidateQueries({ queryKey: queryKeys.clues });
    void cache.invalidateQueries({ queryKey: queryKeys.overview });
  };
}

/** useMove takes a clue one step. */
export function useMove() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: Move }): Promise<Clue> =>
      answer(api.POST("/api/clues/{id}/moves", { params: { path: { id } }, body: move })),
    onSuccess: changed,
  });
}

/** useMerge merges clues into one, which then answers for all. */
export function useMerge() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ clue, clues, note }: { clue: Clue; clues: { id: string; version: number }[]; note: string }): Promise<Clue> =>
      answer(api.POST("/api/clues/{id}/merges", { params: { path: { id: clue.id } }, body: { clues, note, version: clue.state_version } })),
    onSuccess: changed,
  });
}

/** useSplit takes members out of a clue again. */
export function useSplit() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ clue, clues, note }: { clue: Clue; clues: string[]; note: string }): Promise<Clue> =>
      answer(api.POST("/api/clues/{id}/splits", { params: { path: { id: clue.id } }, body: { clues, note, version: clue.state_version } })),
    onSuccess: changed,
  });
}

interface Kept {
  clue: Clue;
  way: Keeping;
  /** The caller holds it. */
  mine: boolean;
  until?: string;
  note?: string;
  account?: string;
}

/** useKeep puts a clue aside, brings it back, holds it, frees it or gives it to somebody. */
export function useKeep() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ clue, way, mine, until, note, account }: Kept): Promise<Clue> => {
      const params = { path: { id: clue.id } };
      const version = clue.state_version;
      if (way === "aside" || way === "back") return answer(api.POST("/api/clues/{id}/suppressions", { params, body: { until, note, version } }));
      if (way === "hold" || (way === "free" && mine)) return answer(api.POST("/api/clues/{id}/holds", { params, body: { until, version } }));
      return answer(api.POST("/api/clues/{id}/assignments", { params, body: { account, until, note, version } }));
    },
    onSuccess: changed,
  });
}

/** useClaim takes the next free clue of a filter until a day. */
export function useClaim() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ filter, until }: { filter: Filter; until: string }): Promise<Clue> =>
      answer(
        api.POST("/api/claims", {
          params: { header: { "Idempotency-Key": newKey() } },
          // Whose it is and whether it waits does not narrow what is free.
          body: { until, sort: filter.sort, filter: asChoice({ ...filter, ...inWork(""), states: [] }) },
        }),
      ),
    onSuccess: changed,
  });
}

/** useReload asks for a clue anew. */
export function useReload(id: string) {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries({ queryKey: queryKeys.clue(id) });
}

/** useWorkCount gives how many clues a queue of work has. A search is recorded by the server: none is made for a figure. */
export function useWorkCount(filter: Filter, work: Work) {
  const query = { ...asQuery({ ...filter, ...inWork(work), sort: usualSort, cursor: "" }), limit: 1 };
  return useQuery({
    queryKey: [...queryKeys.clues, query],
    queryFn: () => answer(api.GET("/api/clues", { params: { query } })),
    placeholderData: keepPreviousData,
    enabled: filter.q === "",
  });
}

/** useReport shows what the masked copy of a clue says. */
export function useReport(id: string) {
  return useQuery({
    queryKey: ["clue-report", id],
    queryFn: () => answer(api.GET("/api/clues/{id}/report", { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
    enabled: id !== "",
  });
}

/** useTakeReport takes it out of the program, to be printed or saved: that is recorded, with the hash that stands on it. */
export function useTakeReport(id: string) {
  return useMutation({ mutationFn: () => answer(api.POST("/api/clues/{id}/report", { params: { path: { id }, header: { "Idempotency-Key": newKey() } } })) });
}
