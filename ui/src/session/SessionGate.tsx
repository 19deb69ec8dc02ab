import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { isFault } from "../api/fault";
import { queryKeys } from "../api/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useSession } from "./queries";

const SignInPage = lazy(() => import("./SignInPage"));
const StagePage = lazy(() => import("./StagePage"));

/**
 * Shows its children to who is signed in and the sign-in page to everybody else; in between,
 * what is left to do before the session opens. The
 * address stays as it is, so signing in leads to the page that was asked for.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  useEndedSession();
  if (session.isPending) return null;
  if (session.isError) return <FaultNotice error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <Suspense><SignInPage /></Suspense>;
  return <Suspense>{session.data.stage === "" ? children : <StagePage stage={session.data.stage} />}</Suspense>;
}

/** useEndedSession turns any 401 into "signed out": sessions end while pages are open. */
function useEndedSession() {
  const cache = useQueryClient();
  useEffect(() => {
    const ended = (err: unknown) => {
      if (isFault(err, 401) && cache.getQueryData(queryKeys.session)) cache.setQueryData(queryKeys.session, null);
    };
    const queries = cache.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") ended(event.action.error);
    });
    const moves = cache.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") ended(event.action.error);
    });
    return () => {
      queries();
      moves();
    };
  }, [cache]);
}
