import { describe, expect, it } from "vitest";
import { bodyOf, type Draft, formOf, lackingIn } from "./step";

const empty: Draft = { note: "", code: "", amount: null, number: "", title: "", adopts: "", tasks: [] };

describe("a step", () => {
  it("asks for what its kind must say", () => {
    expect(formOf("clue-refuse", true)).toBe("reason");
    expect(formOf("retrial-decision", false)).toBe("paper");
    expect(formOf("clue-preview", false)).toBe("none");
    expect(formOf("progress", false)).toBe("note");
  });
  it("is not sent without it", () => {
    expect(lackingIn("reason", { ...empty, note: "不" })).toEqual(["note"]);
    expect(lackingIn("result", { ...empty, note: "属实" })).toEqual(["code"]);
    expect(lackingIn("plan", { ...empty, tasks: [{ what: "", who: "a", due: "" }] })).toEqual(["tasks"]);
    expect(lackingIn("note", empty)).toEqual([]);
  });
  it("sends nothing that was left empty", () => {
    expect(bodyOf("clue-accept", "note", empty, "x")).toEqual({ kind: "clue-accept" });
    expect(bodyOf("clue-return", "reason", { ...empty, note: " 不属本机关管辖 " }, "x")).toEqual({ kind: "clue-return", reason: "不属本机关管辖" });
    expect(bodyOf("result", "result", { ...empty, code: "established", note: "属实" }, "x")).toEqual({ kind: "result", data: { code: "established", says: "属实" } });
    expect(bodyOf("plan", "plan", { ...empty, tasks: [{ what: " 调卷 ", who: "a", due: "" }] }, "b")).toEqual({ kind: "plan", data: { lead: "b", tasks: [{ what: "调卷", who: "a" }] } });
  });
});
