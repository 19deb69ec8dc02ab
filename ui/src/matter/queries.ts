import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { paths } from "../api/schema";
import type { LawRef, Matter, MatterQuery, OpenMatter, PaperQuery, RemedyRun, WaitingPaper } from "../api/types";

/** useMatters gives one page of the list; the page before stays in sight while the next one loads. */
export function useMatters(query: MatterQuery, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.matters, query],
    queryFn: () => answer(api.GET("/api/matters", { params: { query } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** useMatter gives one matter with everything about it. */
export function useMatter(id: string) {
  return useQuery({
    queryKey: queryKeys.matter(id),
    queryFn: () => answer(api.GET("/api/matters/{id}", { params: { path: { id } } })),
  });
}

/** useWhole gives a matter with its sensitive fields, for a purpose that was stated; nothing without one. What an act changed is read again. */
export function useWhole(matter: Matter, purpose: string) {
  return useQuery({
    queryKey: [...queryKeys.matter(matter.id), "whole", purpose, matter.state_version],
    queryFn: () => answer(api.GET("/api/matters/{id}", { params: { path: { id: matter.id }, query: { purpose } } })),
    placeholderData: keepPreviousData,
    enabled: purpose !== "",
  });
}

/** useProcedures gives the procedures by which matters can be opened. */
export function useProcedures() {
  return useQuery({
    queryKey: queryKeys.procedures,
    queryFn: async () => (await answer(api.GET("/api/procedures"))).items,
    staleTime: Infinity,
  });
}

/** useProcedure gives one procedure whole; nothing while id is empty. */
export function useProcedure(id: string) {
  return useQuery({
    queryKey: [...queryKeys.procedures, id],
    queryFn: () => answer(api.GET("/api/procedures/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
  });
}

/** useArticle gives one article of one version of a law, word for word. It never changes. */
export function useArticle({ law, version, article }: LawRef) {
  return useQuery({
    queryKey: ["article", law, version, article],
    queryFn: () => answer(api.GET("/api/laws/article", { params: { query: { law, version, article } } })),
    staleTime: Infinity,
  });
}

/** useRelations gives how matters can belong together. */
export function useRelations() {
  return useQuery({
    queryKey: ["relations"],
    queryFn: async () => (await answer(api.GET("/api/relations"))).items,
    staleTime: Infinity,
  });
}

/** useTemplates gives the templates of papers with their fields. */
export function useTemplates() {
  return useQuery({
    queryKey: ["templates"],
    queryFn: async () => (await answer(api.GET("/api/templates"))).items,
    staleTime: Infinity,
  });
}

/** useCalendar gives the days between two dates with what is due on them. */
export function useCalendar(from: string, to: string, mine: boolean) {
  return useQuery({
    queryKey: [...queryKeys.due, "calendar", from, to, mine],
    queryFn: () => answer(api.GET("/api/calendar", { params: { query: { from, to, mine } } })),
    placeholderData: keepPreviousData,
  });
}

/** useWhatIf counts a deadline as if it had begun on another day; nothing while no day is named. */
export function useWhatIf(id: string, deadline: string, from: string) {
  return useQuery({
    queryKey: [...queryKeys.due, "whatif", id, deadline, from],
    queryFn: () => answer(api.GET("/api/matters/{id}/whatif", { params: { path: { id }, query: { deadline, from } } })),
    enabled: from !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** useDue gives the deadlines that press most. */
export function useDue(query: { mine?: boolean; to?: string; to_approve?: boolean; limit?: number }, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.due, query],
    queryFn: () => answer(api.GET("/api/deadlines", { params: { query } })),
    enabled,
  });
}

/** usePaperVersions gives the versions of a paper, of which there are n; a version never changes. */
export function usePaperVersions(id: string, paper: string, n: number) {
  return useQuery({
    queryKey: [...queryKeys.matter(id), "versions", paper, n],
    queryFn: async () => (await answer(api.GET("/api/matters/{id}/papers/{paper}/versions", { params: { path: { id, paper } } }))).items,
    staleTime: Infinity,
  });
}

/** useComparison gives what changed between two versions of a paper. */
export function useComparison(id: string, paper: string, from: number, to: number) {
  return useQuery({
    queryKey: [...queryKeys.matter(id), "comparison", paper, from, to],
    queryFn: () => answer(api.GET("/api/matters/{id}/papers/{paper}/comparison", { params: { path: { id, paper }, query: { from, to } } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** useTasks gives the tasks that press most. */
export function useTasks(query: { mine?: boolean; overdue?: boolean; limit?: number }) {
  return useQuery({
    queryKey: [...queryKeys.tasks, query],
    queryFn: () => answer(api.GET("/api/tasks", { params: { query } })),
  });
}

/** useWaitingPapers gives the papers that wait for approval, the seal or service, across the matters. */
export function useWaitingPapers(query: PaperQuery, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.papers, query],
    queryFn: () => answer(api.GET("/api/papers", { params: { query } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** What a paper can wait for, by where it stands. */
export type PaperWaits = WaitingPaper["state"];

/** What can be done in a matter, by the last part of its address. */
type ActName = "steps" | "approvals" | "returns" | "explanations" | "acceptances" | "members" | "departures" | "parties" | "evidence" | "custody" | "notes" | "tasks" | "completions" | "papers" | "texts" | "papermoves" | "clues" | "links";
type Body<K extends ActName> = paths[`/api/matters/{id}/${K}`]["post"]["requestBody"]["content"]["application/json"];
export type PaperState = Matter["papers"][number]["state"];
export type EvidenceKind = Matter["evidence"][number]["kind"];
export type Act = { [K in ActName]: { what: K; body: Body<K> } }[ActName];

/** useAct does something in a matter as it was seen; what it became is shown at once. */
export function useAct(matter: Matter) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ what, body }: Act): Promise<Matter> =>
      answer(
        // The acts share one shape; which body goes with which address is what Act says.
        api.POST(`/api/matters/{id}/${what}` as "/api/matters/{id}/steps", {
          params: { path: { id: matter.id }, header: { "If-Match": `"${matter.state_version}"`, "Idempotency-Key": newKey() } },
          body: body as Body<"steps">,
        }),
      ),
    onSuccess: (after) => {
      cache.setQueryData(queryKeys.matter(after.id), after);
      for (const queryKey of [queryKeys.matters, queryKeys.due, queryKeys.tasks, queryKeys.papers]) void cache.invalidateQueries({ queryKey });
    },
  });
}

/** useOpen opens a matter. */
export function useOpen() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: OpenMatter): Promise<Matter> =>
      answer(api.POST("/api/matters", { params: { header: { "Idempotency-Key": newKey() } }, body })),
    onSuccess: (matter) => {
      cache.setQueryData(queryKeys.matter(matter.id), matter);
      for (const queryKey of [queryKeys.matters, queryKeys.due, queryKeys.tasks, queryKeys.clues, ["clue"], queryKeys.overview])
        void cache.invalidateQueries({ queryKey });
    },
  });
}

/** useRemedy follows later data being asked about a matter; when they were, the matter is read again. */
export function useRemedy(id: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: [...queryKeys.matter(id), "remedy"],
    queryFn: async () => {
      const run = await answer(api.GET("/api/matters/{id}/remedies", { params: { path: { id } } }));
      if (run.state === "done") {
        void cache.invalidateQueries({ queryKey: queryKeys.matter(id), exact: true });
        void cache.invalidateQueries({ queryKey: queryKeys.matters });
      }
      return run;
    },
    refetchInterval: (query) => (goesOn(query.state.data) ? 1000 : false),
  });
}

/** goesOn tells whether later data are still being asked. */
export const goesOn = (run: RemedyRun | undefined): boolean => run?.state === "waiting" || run?.state === "running";

/** useAskRemedy lets later data be asked. */
export function useAskRemedy(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/matters/{id}/remedies", { params: { path: { id }, header: { "Idempotency-Key": newKey() } } })),
    onSuccess: (run) => cache.setQueryData([...queryKeys.matter(id), "remedy"], run),
  });
}
