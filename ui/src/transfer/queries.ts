import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Exchange, ExchangeOpening, ExchangeQuery, ExchangeStep } from "../api/types";

/** useExchanges gives one page of what went or came. */
export function useExchanges(query: ExchangeQuery, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.exchanges, query],
    queryFn: () => answer(api.GET("/api/exchanges", { params: { query } })),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** useExchange gives one exchange with everything that went and came. */
export function useExchange(id: string) {
  return useQuery({
    queryKey: queryKeys.exchange(id),
    queryFn: () => answer(api.GET("/api/exchanges/{id}", { params: { path: { id } } })),
    refetchInterval: 30_000,
  });
}

/** useDispatch gives what one dispatch carries; that it was read is recorded, so it is asked for once. */
export function useDispatch(id: string) {
  return useQuery({
    queryKey: ["dispatch", id],
    queryFn: () => answer(api.GET("/api/dispatches/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** useKinds gives the kinds of dispatch and the states of an exchange. */
export function useKinds() {
  return useQuery({ queryKey: [...queryKeys.exchanges, "kinds"], queryFn: () => answer(api.GET("/api/kinds")), staleTime: Infinity });
}

/** useStep takes a step in an exchange as it was seen. */
export function useStep(x: Exchange) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ExchangeStep) =>
      answer(api.POST("/api/exchanges/{id}/steps", { params: { path: { id: x.id }, header: { "If-Match": `"${x.version}"`, "Idempotency-Key": newKey() } }, body })),
    onSuccess: (after) => {
      cache.setQueryData(queryKeys.exchange(after.id), after);
      for (const queryKey of [queryKeys.exchanges, queryKeys.clues, ["clue"]]) void cache.invalidateQueries({ queryKey });
    },
  });
}

/** useOpenExchange offers a clue, or sends something else, to another agency. */
export function useOpenExchange() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ExchangeOpening) => answer(api.POST("/api/exchanges", { params: { header: { "Idempotency-Key": newKey() } }, body })),
    onSuccess: () => {
      for (const queryKey of [queryKeys.exchanges, queryKeys.clues, ["clue"]]) void cache.invalidateQueries({ queryKey });
    },
  });
}

/** useNode gives this agency as partners see it. */
export function useNode() {
  return useQuery({ queryKey: [...queryKeys.partners, "self"], queryFn: () => answer(api.GET("/api/node")) });
}

/** usePartners gives the other agencies. */
export function usePartners(enabled = true) {
  return useQuery({ queryKey: queryKeys.partners, queryFn: async () => (await answer(api.GET("/api/partners"))).items, enabled });
}

/** What can be done about a partner. */
export type PartnerAct = { what: "add"; card: string } | { what: "confirm"; code: string; fingerprint: string } | { what: "end"; code: string };

/** usePartnerAct reads a card, confirms a fingerprint, or ends the exchange with a partner. */
export function usePartnerAct() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (act: PartnerAct) =>
      act.what === "add" ? answer(api.POST("/api/partners", { body: { card: act.card } }))
      : act.what === "confirm" ? answer(api.POST("/api/partners/{code}/confirmations", { params: { path: { code: act.code } }, body: { fingerprint: act.fingerprint } }))
      : answer(api.POST("/api/partners/{code}/ends", { params: { path: { code: act.code } } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.partners }),
  });
}

/** useAlarms gives what a partner, or somebody who passes for one, should not have done. */
export function useAlarms(query: { open?: boolean; limit?: number; cursor?: string }, enabled = true) {
  return useQuery({ queryKey: [...queryKeys.alarms, query], queryFn: () => answer(api.GET("/api/alarms", { params: { query } })), enabled, refetchInterval: 60_000 });
}

/** useSeeTo says what was found about an alarm. */
export function useSeeTo() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => answer(api.POST("/api/alarms/{id}/findings", { params: { path: { id } }, body: { note } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.alarms }),
  });
}

