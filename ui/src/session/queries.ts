import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { isFault } from "../api/fault";
import { queryKeys } from "../api/queries";
import type { Account } from "../api/types";

/** useSession gives who is signed in, or null; an error only if the server could not say. */
export function useSession() {
  return useQuery({
    queryKey: queryKeys.session,
    queryFn: async (): Promise<Account | null> => {
      try {
        return await answer(api.GET("/api/session"));
      } catch (err) {
        if (isFault(err, 401)) return null;
        throw err;
      }
    },
    staleTime: Infinity,
  });
}

/** useDemoAccounts gives the sign-ins of a demonstration home; elsewhere an empty list. */
export function useDemoAccounts() {
  return useQuery({
    queryKey: ["demo"],
    queryFn: async () => (await answer(api.GET("/api/demo"))).accounts ?? [],
    staleTime: Infinity,
  });
}

/** useColleagues gives the people of the office who may be given work; nothing unless asked. */
export function useColleagues(asked: boolean) {
  return useQuery({ queryKey: queryKeys.colleagues, queryFn: async () => (await answer(api.GET("/api/colleagues"))).items, enabled: asked });
}

/** useEntrance tells how people sign in here, and why one has just come back from elsewhere in vain. */
export function useEntrance() {
  return useQuery({ queryKey: ["entrance"], queryFn: () => answer(api.GET("/api/entrance")), staleTime: Infinity });
}

export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; password: string }) => answer(api.POST("/api/session", { body })),
    onSuccess: (account) => cache.setQueryData(queryKeys.session, account),
  });
}

/** useGiveCode completes a sign-in with a code of the second factor. */
export function useGiveCode() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => answer(api.POST("/api/session/codes", { body: { code } })),
    onSuccess: (account) => cache.setQueryData(queryKeys.session, account),
  });
}

/** useSignOut ends the session and forgets everything that was seen in it. */
export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/session")),
    onSuccess: () => {
      // Whoever came in by the office's own service is signed out there too.
      if (cache.getQueryData<Account | null>(queryKeys.session)?.single) location.assign("/api/single/end");
      cache.setQueryData(queryKeys.session, null);
      cache.removeQueries({ predicate: (q) => q.queryKey[0] !== queryKeys.session[0] });
    },
  });
}
