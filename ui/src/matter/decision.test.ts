import { describe, expect, it } from "vitest";
import type { Matter } from "../api/types";
import { committeeDecisions } from "./decision";

const approval = (by: string, decision: string) => ({ by, decision, on: "2026-04-08", person: { id: "a", display: "某" } });
const course = (taken: unknown[], waiting: unknown = null) => ({ course: { taken, waiting } }) as unknown as Pick<Matter, "course">;

describe("committeeDecisions", () => {
  it("finds none where nobody decided", () => {
    expect(committeeDecisions(course([{ approvals: [approval("leader", "")] }]))).toEqual([]);
  });
  it("gives those of steps that were taken and of the one that waits, in order", () => {
    const got = committeeDecisions(course([{ approvals: [approval("leader", ""), approval("committee", "1号")] }], { approvals: [approval("committee", "2号")] }));
    expect(got.map((a) => a.decision)).toEqual(["1号", "2号"]);
  });
});
