import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Joint, JointChange, JointFile, JointOpening } from "../api/types";
import { sendTo } from "../intake/send";

/** useJoints gives the joint matters about one matter here, or all. */
export function useJoints(matter: string, enabled = true) {
  return useQuery({
    queryKey: [...queryKeys.joints, matter],
    queryFn: async () => (await answer(api.GET("/api/joints", { params: { query: { matter: matter || undefined } } }))).items,
    enabled,
  });
}

/** useJoint gives one joint matter; others change it too, so it is asked for again now and then. */
export function useJoint(id: string) {
  return useQuery({ queryKey: queryKeys.joint(id), queryFn: () => answer(api.GET("/api/joints/{id}", { params: { path: { id } } })), refetchInterval: 30_000 });
}

/** useStale keeps what an act answered with, and drops what it touches. */
function useStale() {
  const cache = useQueryClient();
  return (after: Joint) => {
    cache.setQueryData(queryKeys.joint(after.id), after);
    for (const queryKey of [queryKeys.joints, queryKeys.exchanges]) void cache.invalidateQueries({ queryKey });
  };
}

export function useOpenJoint() {
  const stale = useStale();
  return useMutation({ mutationFn: (body: JointOpening): Promise<Joint> => answer(api.POST("/api/joints", { params: { header: { "Idempotency-Key": newKey() } }, body })), onSuccess: stale });
}

/** What can be done in a joint matter. A file goes before the change that shares it. */
export type JointAct = { what: "change"; body: JointChange } | { what: "share"; piece: NonNullable<JointChange["evidence"]>; file?: File } | { what: "invite"; members: string[]; due: string } | { what: "end"; code: ResultCode; says: string };
export type ResultCode = "established" | "partly" | "not_established" | "filed" | "not_filed" | "convicted" | "rectified" | "other";

/** useJointAct does something in a joint matter as it was seen. */
export function useJointAct(j: Joint) {
  const stale = useStale();
  return useMutation({
    mutationFn: async (act: JointAct): Promise<Joint> => {
      const params = { path: { id: j.id }, header: { "If-Match": `"${j.version}"`, "Idempotency-Key": newKey() } };
      if (act.what === "change") return answer(api.POST("/api/joints/{id}/changes", { params, body: act.body }));
      if (act.what === "share") {
        const sent = act.file && (await sendTo<JointFile>(`/api/joints/${j.id}/files`, act.file, {}, () => undefined, new AbortController().signal));
        return answer(api.POST("/api/joints/{id}/changes", { params, body: { evidence: { ...act.piece, upload: sent?.upload } } }));
      }
      if (act.what === "invite") return answer(api.POST("/api/joints/{id}/members", { params, body: { members: act.members, due: act.due } }));
      return answer(api.POST("/api/joints/{id}/ends", { params, body: { code: act.code, says: act.says } }));
    },
    onSuccess: stale,
  });
}
