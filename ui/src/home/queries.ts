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

/** How many notices are looked through for what was given back. */
const lookedThrough = 50;

/** useReturned gives what was given back to the person and they have not read, of the newest notices. */
export function useReturned() {
  return useQuery({
    queryKey: [...queryKeys.notices, "returned"],
    queryFn: async () => {
      const { items } = await answer(api.GET("/api/notices", { params: { query: { limit: lookedThrough } } }));
      return { items: items.filter((n) => n.kind === "returned" && !n.read).slice(0, 6) };
    },
  });
}
