import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Clue, Move } from "../api/types";
import { asQuery, type Filter } from "./filter";
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

/** useClue gives one clue with everything about it; nothing while id is empty. */
export function useClue(id: string) {
  return useQuery({
    queryKey: queryKeys.clue(id),
    queryFn: () => answer(api.GET("/api/clues/{id}", { params: { path: { id } } })),
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

/** useReload asks for a clue anew. */
export function useReload(id: string) {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries({ queryKey: queryKeys.clue(id) });
}
