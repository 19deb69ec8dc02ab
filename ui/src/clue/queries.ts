import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Clue, Move } from "../api/types";
import { asQuery, type Filter } from "./filter";

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

/** useMove takes a clue one step; lists and figures that counted it are asked for again. */
export function useMove() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move }: { id: string; move: Move }): Promise<Clue> =>
      answer(api.POST("/api/clues/{id}/moves", { params: { path: { id } }, body: move })),
    onSuccess: (clue) => {
      cache.setQueryData(queryKeys.clue(clue.id), clue);
      void cache.invalidateQueries({ queryKey: queryKeys.clues });
      void cache.invalidateQueries({ queryKey: queryKeys.overview });
    },
  });
}
