import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Verdict } from "../api/types";

/** useIdentities gives one page of pairs to decide. */
export function useIdentities(q: string, kind: "person" | "organisation" | "", cursor: string) {
  return useQuery({
    queryKey: [...queryKeys.identities, q, kind, cursor],
    queryFn: () => answer(api.GET("/api/identities", { params: { query: { q: q || undefined, kind: kind || undefined, cursor: cursor || undefined, limit: 50 } } })),
    placeholderData: keepPreviousData,
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
