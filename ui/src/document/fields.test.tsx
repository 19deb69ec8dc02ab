import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Judgment, JudgmentText } from "../api/types";
import type { Teller } from "../taken/entry";
import { files } from "../words/files";
import { startWords } from "../words/i18n";
import { DocumentText } from "./DocumentText";
import { fieldsOf } from "./fields";
import { hitKey } from "./span";

const text = "原告𠮷某，委托代理人李某。\n判决被告归还5000元。";
const judgment = {
  id: "d1", sections: [{ kind: "head", span: [0, 13] }, { kind: "disposition", span: [13, 26] }],
  parties: [{ role: "plaintiff", name: "𠮷某", name_span: [2, 4], kind: "person", side: "claiming", agents: [{ name: "李某", kind: "lawyer", span: [10, 12] }] }],
  orders: [{ kind: "principal", text: "判决被告归还5000元", yuan: 5000, granted: true, span: [14, 25], confidence: 0.7 }],
  amounts: [{ kind: "awarded", yuan: 5000, span: [20, 25], confidence: 0.95 }],
  defects: [{ field: "case_no", code: "missing", says: "没有案号。", span: [0, 1] }],
} as unknown as Judgment;
const shown = { id: "d1", text, source: "", snapshot: "", judgment } as JudgmentText;
let teller: Teller;

beforeAll(() => {
  startWords("zh");
  const words = files.zh.code as unknown as Record<string, Record<string, string>>;
  teller = { t: i18next.getFixedT("zh") as Teller["t"], name: (group, code = "") => words[group]?.[code] ?? code, language: "zh" };
});
afterEach(cleanup);

const show = () => render(<DocumentText judgment={shown} marks={[{ key: 0, hue: 0, span: [22, 24] }]} current={undefined} nameOf={() => "i"} hits={[[1, 3]]} fields={fieldsOf(judgment, teller)} />);
const read = (n: number) => [...document.querySelectorAll<HTMLElement>("[data-read]")].filter((e) => e.dataset.read?.split(" ").includes(String(n)));
const card = () => screen.queryByTestId("field-card")?.textContent ?? "";

describe("fields of a document", () => {
  it("are those with a place, in the order of the text; what could not be read is none", () => {
    expect(fieldsOf(judgment, teller).map((f) => [f.label, f.value, f.span, f.sure])).toEqual([
      ["原告", "𠮷某", [2, 4], null], ["代理人", "李某", [10, 12], null], ["给付本金、价款", "5,000 元", [14, 25], 0.7], [files.zh.code.amount.awarded, "5,000 元", [20, 25], 0.95],
    ]);
  });
  it("have a confidence wherever one is given", () => {
    const sure = { ...judgment, parties: [{ ...judgment.parties?.[0], confidence: 0.98, agents: [{ name: "李某", span: [10, 12], confidence: 0.6 }] }] } as unknown as Judgment;
    expect(fieldsOf(sure, teller).slice(0, 2).map((f) => f.sure)).toEqual([0.98, 0.6]);
  });
  it("are marked beside evidence and what was found, which keep their marks", () => {
    show();
    expect(read(0).map((e) => e.textContent).join("")).toBe("𠮷某");
    expect(read(2).map((e) => e.textContent).join("")).toBe("判决被告归还5000元");
    expect(screen.getAllByTestId("evidence-mark").map((e) => [e.textContent, e.dataset.read])).toEqual([["00", "3 2"]]);
    expect([...document.querySelectorAll(".hit")].map((e) => e.textContent).join("")).toBe(text.slice(1, 3));
    expect(hitKey).toBeLessThan(0);
  });
  it("are told about where the pointer stands, the innermost first", () => {
    show();
    fireEvent.mouseOver(read(0)[0] as Element);
    expect(card()).toContain("原告");
    expect(card()).toContain("未标置信度");
    fireEvent.mouseOver(read(3)[0] as Element);
    expect(card()).toMatch(/置信度 95%.*置信度 70% · 推断/);
    fireEvent.keyDown(read(3)[0] as Element, { key: "Escape" });
    expect(card()).toBe("");
  });
  it("are one stop of the keyboard, from which arrows lead on", () => {
    show();
    const stops = document.querySelectorAll<HTMLElement>('.document [tabindex="0"]');
    expect([...stops].map((e) => e.dataset.read)).toEqual(["0"]);
    act(() => stops[0]?.focus());
    expect(card()).toContain("𠮷某");
    fireEvent.keyDown(stops[0] as Element, { key: "ArrowRight" });
    expect((document.activeElement as HTMLElement).dataset.read).toBe("1");
    expect(card()).toContain("李某");
    fireEvent.keyDown(document.activeElement as Element, { key: "End" });
    expect((document.activeElement as HTMLElement).dataset.read).toBe("3 2");
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowRight" });
    expect((document.activeElement as HTMLElement).dataset.read).toBe("3 2");
  });
});
