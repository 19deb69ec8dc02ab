import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";

/** useOwnAccount gives what one sees of one's own account. */
export function useOwnAccount() {
  return useQuery({ queryKey: queryKeys.account, queryFn: () => answer(api.GET("/api/account")) });
}

/** useOwnSessions gives where one is signed in. */
export function useOwnSessions() {
  return useQuery({ queryKey: queryKeys.sessions, queryFn: async () => (await answer(api.GET("/api/sessions"))).items });
}

/** useOwnTies gives the parties from whose cases one stands aside. */
export function useOwnTies() {
  return useQuery({ queryKey: queryKeys.ties, queryFn: async () => (await answer(api.GET("/api/ties"))).items });
}

/** useStale gives what to call when a change touches how one signs in. */
function useStale() {
  const cache = useQueryClient();
  return () => {
    for (const queryKey of [queryKeys.session, queryKeys.account, queryKeys.sessions]) void cache.invalidateQueries({ queryKey });
  };
}

export function useChangePassword() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: { present: string; password: string }) => answer(api.POST("/api/account/passwords", { body })),
    onSuccess: stale,
  });
}

/** useOfferFactor has a second factor made, which counts once it is proven. */
export function useOfferFactor() {
  return useMutation({ mutationFn: (password: string) => answer(api.POST("/api/account/offers", { body: { password } })), gcTime: 0 });
}

/** useSetFactor proves the second factor and gives the recovery codes. The page that shows them says when they were read. */
export function useSetFactor() {
  return useMutation({ mutationFn: (code: string) => answer(api.POST("/api/account/factors", { body: { code } })), gcTime: 0 });
}

export function useRenewCodes() {
  return useMutation({ mutationFn: (password: string) => answer(api.POST("/api/account/codes", { body: { password } })), gcTime: 0 });
}

export function useDropFactor() {
  const stale = useStale();
  return useMutation({ mutationFn: (password: string) => answer(api.POST("/api/account/removals", { body: { password } })), onSuccess: stale });
}

/** useCodesRead is called when the recovery codes were read: only then the page goes on. */
export const useCodesRead = useStale;

/** useEndSession ends one session, or all others where no id is given. */
export function useEndSession() {
  const stale = useStale();
  return useMutation({
    mutationFn: (id: string | null) =>
      id === null ? answer(api.DELETE("/api/sessions")) : answer(api.DELETE("/api/sessions/{id}", { params: { path: { id } } })),
    onSuccess: stale,
  });
}

/** useIdentify says who one is in the registers and gives the ties that this shows. */
export function useIdentify() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (number: string) => answer(api.POST("/api/account/persons", { body: { number } })),
    onSuccess: (found) => cache.setQueryData(queryKeys.ties, found.items),
  });
}
