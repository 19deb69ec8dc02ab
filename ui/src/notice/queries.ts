import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";

/** How many notices are shown at once. */
const shown = 10;

/** How often the bell asks again, in milliseconds: notices are about days. */
const often = 120_000;

/** useNotices gives the newest notices and how many the person has not read. */
export function useNotices() {
  return useQuery({
    queryKey: queryKeys.notices,
    queryFn: () => answer(api.GET("/api/notices", { params: { query: { limit: shown } } })),
    refetchInterval: often,
  });
}

/** useReadNotices marks notices as read: those named, or all. */
export function useReadNotices() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (notices?: string[]) => answer(api.POST("/api/notices/reads", { body: notices ? { notices } : {} })),
    onSuccess: () => cache.invalidateQueries({ queryKey: queryKeys.notices }),
  });
}
