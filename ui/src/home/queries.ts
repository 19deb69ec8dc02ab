import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { ClueQuery } from "../api/types";

/** useCluesOf gives the first clues of a list, for a block of the page. */
export function useCluesOf(query: ClueQuery) {
  return useQuery({
    queryKey: [...queryKeys.clues, "home", query],
    queryFn: () => answer(api.GET("/api/clues", { params: { query } })),
  });
}
