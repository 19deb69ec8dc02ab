import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import { seesNumbers } from "../session/pages";
import { useSession } from "../session/queries";

/** useOverview gives the figures about the whole home: snapshot, documents, clues by state; nothing to those who may not ask. */
export function useOverview() {
  const enabled = seesNumbers(useSession().data?.role);
  return useQuery({ queryKey: queryKeys.overview, queryFn: () => answer(api.GET("/api/overview")), enabled });
}
