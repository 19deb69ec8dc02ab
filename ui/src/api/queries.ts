// How long answers stay fresh and which failures are worth a second try.
import { QueryClient } from "@tanstack/react-query";
import { Fault } from "./fault";

/** queryKeys names what is kept in the cache, so that a change can drop what it touches. */
export const queryKeys = {
  session: ["session"] as const,
  account: ["account"] as const,
  sessions: ["sessions"] as const,
  ties: ["ties"] as const,
  overview: ["overview"] as const,
  clues: ["clues"] as const,
  clue: (id: string) => ["clue", id] as const,
  bulk: ["bulk"] as const,
  models: ["models"] as const,
  standards: ["standards"] as const,
  laws: ["laws"] as const,
  registers: ["registers"] as const,
  imports: ["imports"] as const,
  quarantine: ["quarantine"] as const,
  identities: ["identities"] as const,
  decisions: ["decisions"] as const,
  renewals: ["renewals"] as const,
  upload: (id: string) => ["upload", id] as const,
  run: (id: string) => ["run", id] as const,
  matters: ["matters"] as const,
  matter: (id: string) => ["matter", id] as const,
  procedures: ["procedures"] as const,
  due: ["due"] as const,
  tasks: ["tasks"] as const,
  papers: ["papers"] as const,
  offices: ["offices"] as const,
  accounts: ["accounts"] as const,
  presences: ["presences"] as const,
  policy: ["policy"] as const,
  record: ["record"] as const,
  looks: ["looks"] as const,
  verification: ["verification"] as const,
  recusals: ["recusals"] as const,
  notices: ["notices"] as const,
  colleagues: ["colleagues"] as const,
  network: ["network"] as const,
  exchanges: ["exchanges"] as const,
  exchange: (id: string) => ["exchange", id] as const,
  partners: ["partners"] as const,
  alarms: ["alarms"] as const,
  figures: ["figures"] as const,
  joints: ["joints"] as const,
  joint: (id: string) => ["joint", id] as const,
};

/** newQueryClient makes the cache. A refused request is not tried again; an unreachable server once. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, err) => err instanceof Fault && err.status === 0 && failures < 1,
        retryDelay: 400,
      },
    },
  });
}
