import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
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
