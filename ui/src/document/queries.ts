import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** useJudgment gives the text of one court document; nothing while id is empty. Documents never change. */
export function useJudgment(id: string) {
  return useQuery({
    queryKey: ["judgment", id],
    queryFn: () => answer(api.GET("/api/judgments/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
  });
}
