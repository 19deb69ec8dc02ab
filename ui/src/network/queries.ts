import { useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Network, NetworkQuestion, RelationQuestion } from "../api/types";

/** useNetwork gives the picture that a question begins with; nothing while there is none. */
export function useNetwork(question: NetworkQuestion | undefined) {
  return useQuery({
    queryKey: [...queryKeys.network, question],
    queryFn: () => answer(api.POST("/api/network/pictures", { body: question ?? {} })),
    enabled: question !== undefined,
    staleTime: Infinity,
  });
}

/** useDraw asks for a picture that follows another. */
export function useDraw() {
  return useMutation({ mutationFn: (body: NetworkQuestion): Promise<Network> => answer(api.POST("/api/network/pictures", { body })) });
}

/** useSubjects finds subjects by part of their name; nothing while it is shorter than two characters. */
export function useSubjects(part: string, purpose: string) {
  return useQuery({
    queryKey: [...queryKeys.network, "subjects", part, purpose],
    queryFn: async () => (await answer(api.GET("/api/network/subjects", { params: { query: { q: part, purpose: purpose || undefined } } }))).items,
    enabled: part.length >= 2,
  });
}

/** useRelation gives the records that tell a relation. */
export function useRelation(body: RelationQuestion) {
  return useQuery({
    queryKey: [...queryKeys.network, "relation", body],
    queryFn: () => answer(api.POST("/api/network/evidence", { body })),
  });
}

/** useExhibit saves a picture as evidence of a matter. */
export function useExhibit() {
  return useMutation({
    mutationFn: ({ matter, version, title, question }: { matter: string; version: number; title: string; question: NetworkQuestion }) =>
      answer(
        api.POST("/api/matters/{id}/exhibits", {
          params: { path: { id: matter }, header: { "If-Match": `"${version}"`, "Idempotency-Key": newKey() } },
          body: { title, question },
        }),
      ),
  });
}
