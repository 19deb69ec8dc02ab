import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** useCopies tells which documents of a clue have most in common; it is asked only when enabled, for it compares many. */
export function useCopies(clue: string, enabled: boolean) {
  return useQuery({
    queryKey: ["copies", clue],
    queryFn: () => answer(api.GET("/api/clues/{id}/copies", { params: { path: { id: clue } } })),
    enabled,
    staleTime: Infinity,
  });
}

/** useCopied gives the passages that two documents of a clue have in common; nothing while one of them is empty. */
export function useCopied(here: string, there: string, clue: string) {
  return useQuery({
    queryKey: ["comparison", here, there, clue],
    queryFn: () => answer(api.GET("/api/judgments/{id}/comparison", { params: { path: { id: here }, query: { with: there, for: clue } } })),
    enabled: here !== "" && there !== "",
    staleTime: Infinity,
  });
}
