import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { paths } from "../api/schema";
import type { BacktestRun, FindingLabel, LabelVerdict, ModelText, Text } from "../api/types";

const drafts = ["drafts"] as const;

/** useDrafts gives the models that the office writes. */
export function useDrafts() {
  return useQuery({ queryKey: drafts, queryFn: async () => (await answer(api.GET("/api/drafts"))).items });
}

/** useDraft gives one of them with its texts. */
export function useDraft(id: string) {
  return useQuery({ queryKey: [...drafts, id], queryFn: () => answer(api.GET("/api/drafts/{id}", { params: { path: { id } } })) });
}

/** useMakeDraft begins a model. */
export function useMakeDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { model: string; from?: string }) => answer(api.POST("/api/drafts", { body, params: { header: { "Idempotency-Key": newKey() } } })),
    onSuccess: (d) => {
      client.setQueryData([...drafts, d.id], d);
      void client.invalidateQueries({ queryKey: drafts, exact: true });
    },
  });
}

type Texts = paths["/api/drafts/{id}/texts"]["post"]["requestBody"]["content"]["application/json"];
type Move = paths["/api/drafts/{id}/moves"]["post"]["requestBody"]["content"]["application/json"];

/** useDraftActs gives what can be done with a draft. */
export function useDraftActs(id: string) {
  const client = useQueryClient();
  const path = { id };
  const kept = (d: { id: string }) => {
    client.setQueryData([...drafts, id], d);
    void client.invalidateQueries({ queryKey: drafts, exact: true });
  };
  const header = () => ({ "Idempotency-Key": newKey() });
  return {
    write: useMutation({ mutationFn: (body: Texts) => answer(api.POST("/api/drafts/{id}/texts", { params: { path, header: header() }, body })), onSuccess: kept }),
    move: useMutation({ mutationFn: (body: Move) => answer(api.POST("/api/drafts/{id}/moves", { params: { path, header: header() }, body })), onSuccess: kept }),
  };
}

/** useCheck says what is wrong with a model as it is being written. */
export function useCheck(text: ModelText) {
  return useQuery({
    queryKey: ["modelcheck", text],
    queryFn: () => answer(api.POST("/api/modelchecks", { body: text })),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** useTrials runs the cases when it is asked. */
export function useTrials() {
  return useMutation({ mutationFn: async (body: ModelText) => (await answer(api.POST("/api/modeltrials", { body }))).items });
}

/** useLook shows every step of one case; nothing while none is named or the model is not sound. */
export function useLook(text: ModelText, name: string, sound: boolean) {
  return useQuery({
    queryKey: ["modellook", text, name],
    queryFn: () => answer(api.POST("/api/modellooks", { body: { ...text, case: name } })),
    enabled: sound && name !== "",
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** useBacktest follows a test of a draft, the newest if none is named. */
export function useBacktest(id: string, test = "") {
  return useQuery({
    queryKey: [...drafts, id, "backtest", test],
    queryFn: () => answer(api.GET("/api/drafts/{id}/backtests", { params: { path: { id }, query: { test: test || undefined } } })),
    refetchInterval: (q) => (q.state.data?.state === "running" ? 1000 : false),
    retry: false,
  });
}

/** useBacktests lists the tests of a draft that are kept. */
export function useBacktests(id: string) {
  return useQuery({
    queryKey: [...drafts, id, "backtests"],
    queryFn: async () => (await answer(api.GET("/api/drafts/{id}/tests", { params: { path: { id } } }))).items,
    refetchInterval: (q) => (q.state.data?.some((x) => x.state === "running") ? 2000 : false),
    retry: false,
  });
}

type Order = { from?: string; to?: string; against?: string; overlap?: boolean };

/** useBacktestPlan says what a test of what is kept of a draft would look at and take; nothing while it may not be asked. */
export function useBacktestPlan(id: string, version: number, order: Order, ask: boolean) {
  return useQuery({
    queryKey: [...drafts, id, "backtestplan", version, order],
    queryFn: ({ signal }) => answer(api.GET("/api/drafts/{id}/backtestplan", { params: { path: { id }, query: order }, signal })),
    enabled: ask,
    staleTime: 10 * 60_000,
    retry: false,
  });
}

/** useBacktestActs starts and ends a test. */
export function useBacktestActs(id: string) {
  const client = useQueryClient();
  const again = () => ["backtest", "backtests"].forEach((what) => void client.invalidateQueries({ queryKey: [...drafts, id, what] }));
  const path = { id };
  return {
    start: useMutation({
      mutationFn: (body: Order) => answer(api.POST("/api/drafts/{id}/backtests", { params: { path, header: { "Idempotency-Key": newKey() } }, body })),
      onSuccess: again,
    }),
    stop: useMutation({ mutationFn: () => answer(api.DELETE("/api/drafts/{id}/backtests", { params: { path } })), onSuccess: again }),
  };
}

/** useLabel marks a finding of a test, which is shown as that one or as the newest. What is shown follows at once, and then the figures that count it. */
export function useLabel(id: string, test: string, shown: string) {
  const client = useQueryClient();
  const key = [...drafts, id, "backtest", shown];
  return useMutation({
    mutationFn: (body: { subject: string; verdict: LabelVerdict }) => answer(api.POST("/api/drafts/{id}/labels", { params: { path: { id }, header: { "Idempotency-Key": newKey() } }, body: { ...body, test } })),
    scope: { id: `label ${id}` }, // one after the other: the last answer counts them all
    onMutate: async ({ subject, verdict }) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<BacktestRun>(key, (run) => run && { ...run, labels: labelledSo(run.labels, subject, verdict, run.version) });
    },
    onSuccess: (run) => client.setQueryData(key, run),
    // Elsewhere the same labels count anew.
    onSettled: () => void client.invalidateQueries({ queryKey: [...drafts, id, "backtest"], predicate: (q) => q.queryKey.at(-1) !== shown }),
    onError: () => void client.invalidateQueries({ queryKey: key }),
  });
}

/** The labels as they will be once one is given or taken back. */
export function labelledSo(labels: FindingLabel[] | undefined, subject: string, verdict: LabelVerdict, version: number): FindingLabel[] {
  const others = (labels ?? []).filter((l) => l.subject !== subject);
  return verdict === "none" ? others : [...others, { subject, verdict, by: "", at: "", version, own: false }];
}

/** useAnnex gives a test as it may leave the office, the newest if none is named. */
export function useAnnex(id: string, test: string) {
  return useQuery({ queryKey: [...drafts, id, "annex", test], queryFn: () => answer(api.GET("/api/drafts/{id}/annex", { params: { path: { id }, query: { test: test || undefined } } })), retry: false });
}

/** useTakeAnnex takes it out to be printed, which is recorded. */
export function useTakeAnnex(id: string, test: string) {
  return useMutation({ mutationFn: () => answer(api.POST("/api/drafts/{id}/annex", { params: { path: { id }, query: { test: test || undefined }, header: { "Idempotency-Key": newKey() } } })) });
}

/** useFieldFacts gives what the data here have of some data sets; undefined for what has not come yet. */
export function useFieldFacts(datasets: readonly string[]) {
  return useQueries({
    queries: datasets.map((dataset) => ({
      queryKey: ["fieldfacts", dataset],
      queryFn: () => answer(api.GET("/api/fieldfacts/{dataset}", { params: { path: { dataset } } })),
      staleTime: 10 * 60_000,
      retry: false,
    })),
    combine: (all) => all.map((q) => q.data),
  });
}

/** The word for a code of a field of a register, or nothing where its standard has none. */
export type CodeWords = (dataset: string, field: string, code: string) => Text | undefined;

/** useCodeWords gives the words that registers bring for their codes; nothing for what has not come yet. */
export function useCodeWords(datasets: readonly string[]): CodeWords {
  const names = [...new Set(datasets)].filter(Boolean).sort();
  const standards = useQueries({
    queries: names.map((name) => ({
      queryKey: [...queryKeys.standards, name],
      queryFn: () => answer(api.GET("/api/standards/{name}", { params: { path: { name } } })),
      staleTime: Infinity,
      retry: false,
    })),
    combine: (all) => all.map((q) => q.data),
  });
  return (dataset, field, code) => standards.find((s) => s?.name === dataset)?.fields.find((f) => f.name === field)?.words?.find((w) => w.code === code)?.title;
}

/** useLaws lists the laws that models may rest on. */
export function useLaws() {
  return useQuery({ queryKey: ["laws"], queryFn: async () => (await answer(api.GET("/api/laws"))).items, staleTime: Infinity });
}
