import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";

/** useModels gives all rule cards. */
export function useModels() {
  return useQuery({
    queryKey: queryKeys.models,
    queryFn: async () => (await answer(api.GET("/api/models"))).items ?? [],
  });
}

/** useModel gives one rule card. */
export function useModel(branch: string, name: string) {
  return useQuery({
    queryKey: [...queryKeys.models, branch, name],
    queryFn: () => answer(api.GET("/api/models/{branch}/{name}", { params: { path: { branch, name } } })),
  });
}
