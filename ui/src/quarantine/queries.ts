import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
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

/** useDrop gives rows up for good. */
export function useDrop() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { import: string; reason: string }) => answer(api.POST("/api/quarantine/drops", { body })),
    onSuccess: () => {
      for (const queryKey of [queryKeys.quarantine, queryKeys.registers, queryKeys.imports, queryKeys.overview]) void cache.invalidateQueries({ queryKey });
    },
  });
}
