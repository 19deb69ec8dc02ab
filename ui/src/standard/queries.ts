import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { StandardQuery } from "../api/types";

/** useStandards lists the data standards; the list before stays in sight while somebody types. */
export function useStandards(query: StandardQuery) {
  return useQuery({
    queryKey: [...queryKeys.standards, query],
    queryFn: async () => (await answer(api.GET("/api/standards", { params: { query } }))).items,
    placeholderData: keepPreviousData,
    staleTime: Infinity, // they come with the program
  });
}

/** useStandard gives one data standard; nothing while name is empty. */
export function useStandard(name: string) {
  return useQuery({
    queryKey: [...queryKeys.standards, name],
    queryFn: () => answer(api.GET("/api/standards/{name}", { params: { path: { name } } })),
    enabled: name !== "",
    staleTime: Infinity,
  });
}
