import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";

/** useOverview gives the figures about the whole home: snapshot, documents, clues by state. */
export function useOverview() {
  return useQuery({ queryKey: queryKeys.overview, queryFn: () => answer(api.GET("/api/overview")) });
}
