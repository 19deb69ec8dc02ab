import type { Matter, Taken } from "../api/types";

type Approval = Taken["approvals"][number];

/** committeeDecisions gives what the procuratorial committee decided in a matter, in order, also about a step that still waits. */
export function committeeDecisions(matter: Pick<Matter, "course">): Approval[] {
  const steps = [...matter.course.taken, ...(matter.course.waiting ? [matter.course.waiting] : [])];
  return steps.flatMap((x) => x.approvals).filter((a) => a.by === "committee" && a.decision !== "");
}
