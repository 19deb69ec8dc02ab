import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { AccountQuery, AuditQuery, NewAccount, OfficeDraft, Position } from "../api/types";

/** useOffices gives one's office and those below it. */
export function useOffices(enabled = true) {
  return useQuery({ queryKey: queryKeys.offices, queryFn: async () => (await answer(api.GET("/api/offices"))).items, enabled });
}

/** useDepartments gives the departments of an office. */
export function useDepartments(office: string) {
  return useQuery({
    queryKey: [...queryKeys.offices, "departments", office],
    queryFn: async () => (await answer(api.GET("/api/departments", { params: { query: { office } } }))).items,
    enabled: office !== "",
  });
}

/** useAccounts gives one page of the accounts of an office. */
export function useAccounts(query: AccountQuery) {
  return useQuery({
    queryKey: [...queryKeys.accounts, query],
    queryFn: () => answer(api.GET("/api/accounts", { params: { query } })),
    placeholderData: keepPreviousData,
    enabled: query.office !== "",
  });
}

/** useAccount gives one account with how its sign-ins stand. */
export function useAccount(id: string) {
  return useQuery({ queryKey: [...queryKeys.accounts, "one", id], queryFn: () => answer(api.GET("/api/accounts/{id}", { params: { path: { id } } })) });
}

/** useAccountSessions gives where somebody is signed in. */
export function useAccountSessions(id: string) {
  return useQuery({
    queryKey: [...queryKeys.accounts, "sessions", id],
    queryFn: async () => (await answer(api.GET("/api/accounts/{id}/sessions", { params: { path: { id } } }))).items,
  });
}

/** useStale gives what to call when accounts or offices have changed. */
function useStale() {
  const cache = useQueryClient();
  return () => {
    for (const queryKey of [queryKeys.accounts, queryKeys.offices, queryKeys.presences, queryKeys.record]) void cache.invalidateQueries({ queryKey });
  };
}

export function useMakeAccount() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: NewAccount) => answer(api.POST("/api/accounts", { body })),
    onSuccess: stale,
  });
}

/** What can be done to an account. */
export type AccountAct =
  | { what: "position"; body: Position }
  | { what: "password"; password: string }
  | { what: "link"; subject: string }
  | { what: "factor" | "unlock" | "sessions" | "disable" | "enable" }
  | { what: "session"; session: string };

/** useAccountAct does something to an account. */
export function useAccountAct(id: string, version: number) {
  const stale = useStale();
  const params = { path: { id } };
  const seen = { path: { id }, header: { "If-Match": `"${version}"` } };
  return useMutation({
    mutationFn: async (act: AccountAct): Promise<void> => {
      switch (act.what) {
        case "position":
          return void (await answer(api.POST("/api/accounts/{id}/positions", { params: seen, body: act.body })));
        case "password":
          return void (await answer(api.POST("/api/accounts/{id}/passwords", { params, body: { password: act.password } })));
        case "link":
          return void (await answer(api.POST("/api/accounts/{id}/links", { params, body: { subject: act.subject } })));
        case "factor":
          return void (await answer(api.DELETE("/api/accounts/{id}/factor", { params })));
        case "unlock":
          return void (await answer(api.DELETE("/api/accounts/{id}/lock", { params })));
        case "sessions":
          return void (await answer(api.DELETE("/api/accounts/{id}/sessions", { params })));
        case "session":
          return void (await answer(api.DELETE("/api/accounts/{id}/sessions/{session}", { params: { path: { id, session: act.session } } })));
        default:
          return void (await answer(api.POST("/api/accounts/{id}/states", { params: seen, body: { disabled: act.what === "disable" } })));
      }
    },
    onSuccess: stale,
  });
}

export function usePutOffice() {
  const stale = useStale();
  return useMutation({ mutationFn: ({ body, version }: { body: OfficeDraft; version?: number }) => answer(api.POST("/api/offices", { params: { header: version ? { "If-Match": `"${version}"` } : {} }, body })), onSuccess: stale });
}

export function useRenameDepartment(office: string) {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: { from: string; to: string }) => answer(api.POST("/api/departments", { params: { query: { office } }, body })),
    onSuccess: stale,
  });
}

/** usePresences gives who is signed in in an office. */
export function usePresences(office: string) {
  return useQuery({
    queryKey: [...queryKeys.presences, office],
    queryFn: async () => (await answer(api.GET("/api/presences", { params: { query: { office } } }))).items,
    refetchInterval: 60_000,
  });
}

/** usePolicy gives who may do what. */
export function usePolicy() {
  return useQuery({ queryKey: queryKeys.policy, queryFn: () => answer(api.GET("/api/policy")), staleTime: Infinity });
}

/** useRecord gives one page of who did what. */
export function useRecord(query: AuditQuery) {
  return useQuery({
    queryKey: [...queryKeys.record, query],
    queryFn: () => answer(api.GET("/api/audit", { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** useVerbs gives the sorts of acts that are recorded. */
export function useVerbs() {
  return useQuery({ queryKey: [...queryKeys.record, "verbs"], queryFn: async () => (await answer(api.GET("/api/verbs"))).items, staleTime: Infinity });
}

/** useLooks gives who looked at one thing; nothing while none is named. */
export function useLooks(object: string) {
  return useQuery({
    queryKey: [...queryKeys.looks, object],
    queryFn: () => answer(api.GET("/api/looks", { params: { query: { object } } })),
    enabled: object !== "",
    staleTime: 0,
  });
}

/** useVerification gives the last check of the log, and asks again while one runs. */
export function useVerification() {
  return useQuery({
    queryKey: queryKeys.verification,
    queryFn: () => answer(api.GET("/api/verification")),
    refetchInterval: (q) => (q.state.data?.state === "running" ? 700 : false),
  });
}

export function useVerify() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/verification")),
    onSettled: () => void cache.invalidateQueries({ queryKey: queryKeys.verification }),
  });
}

/** useRecusals gives the ties in force of everybody in the office. */
export function useRecusals() {
  return useQuery({ queryKey: queryKeys.recusals, queryFn: async () => (await answer(api.GET("/api/recusals"))).items });
}

export function useLift() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, why }: { id: string; why: string }) => answer(api.POST("/api/recusals/{id}/liftings", { params: { path: { id } }, body: { why } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.recusals }),
  });
}
