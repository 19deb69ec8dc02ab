import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Account, DocumentQuery } from "../api/types";
import { movesClues } from "../session/pages";
import { usePurpose } from "../session/purpose";

/** useJudgment gives the text of one court document, which is looked at for a clue or a matter; nothing while id is empty. Documents never change. */
export function useJudgment(id: string, of = "") {
  const [purpose] = usePurpose(of);
  return useQuery({
    queryKey: ["judgment", id, of, purpose],
    queryFn: () => answer(api.GET("/api/judgments/{id}", { params: { path: { id }, query: { for: of || undefined, purpose: purpose || undefined } } })),
    enabled: id !== "",
    staleTime: Infinity,
  });
}

/** useDocuments gives one page of the court documents of the present snapshot. */
export function useDocuments(query: DocumentQuery) {
  return useQuery({
    queryKey: ["judgments", query],
    queryFn: () => answer(api.GET("/api/judgments", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** useCluesFor gives the clues that a person may look at a document for: those that they hold or, of who holds none, those in screening. */
export function useCluesFor(role: Account["role"] | undefined) {
  const query = movesClues(role) ? { holder: "me", limit: 50 } : { state: ["screening" as const], limit: 50 };
  return useQuery({
    queryKey: [...queryKeys.clues, "for", query],
    queryFn: () => answer(api.GET("/api/clues", { params: { query } })),
    enabled: role !== undefined,
  });
}
