import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { QuarantineQuery } from "../api/types";

/** useQuarantine gives one page of rows that were put aside. */
export function useQuarantine(query: QuarantineQuery) {
  return useQuery({
    queryKey: [...queryKeys.quarantine, query],
    queryFn: () => answer(api.GET("/api/quarantine", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}
