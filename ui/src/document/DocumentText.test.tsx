import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { JudgmentText } from "../api/types";
import { startWords } from "../words/i18n";
import { DocumentText } from "./DocumentText";
import { hitKey, type Mark, type Span, spotKey, withSpot } from "./span";

const text = "原告𠮷某。\n本院认为，现金交付无佐证。";
const judgment = {
  id: "d1", text, source: "", snapshot: "",
  judgment: { id: "d1", sections: [{ kind: "head", span: [0, 6] }, { kind: "reasoning", span: [6, 18] }] },
} as JudgmentText;
const marks: Mark[] = [
  { key: 3, hue: 0, span: [2, 4] },
  { key: 5, hue: 1, span: [11, 15] },
  { key: 8, hue: 2, span: [13, 18] },
];
const show = (current?: number) => render(<DocumentText judgment={judgment} marks={marks} current={current} nameOf={(m) => "i" + m.hue} />);
const marked = () => screen.getAllByTestId("evidence-mark");

beforeAll(() => startWords("zh"));
afterEach(cleanup);

describe("document", () => {
  it("shows every word once; only line breaks between sections go", () => {
    const { container } = show();
    const words = [...container.querySelectorAll(".document-words")].map((e) => e.textContent).join("");
    expect(words).toBe(text.replace("\n", ""));
  });
  it("marks the characters that are meant, also after a rare character", () => {
    show();
    expect(marked().map((m) => m.textContent)).toEqual(["𠮷某", "现金", "交付", "无佐证"]);
  });
  it("names every indicator of an overlap", () => {
    show();
    expect(marked()[2]?.title).toBe("i1\ni2");
    expect(marked()[2]?.dataset.evidence).toBe("5 8");
  });
  it("numbers a mark only where it begins", () => {
    show();
    const numbers = marked().map((m) => [...m.querySelectorAll("sup")].map((s) => s.dataset.number).join());
    expect(numbers).toEqual(["1", "2", "3", ""]);
  });
  it("brings the current evidence into sight, all its pieces", () => {
    const at = (top: number) => ({ top }) as DOMRect;
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
      return at(this.classList.contains("evidence-now") ? 700 : 100);
    });
    const { container } = show(8);
    expect([...container.querySelectorAll(".evidence-now")].map((e) => e.textContent)).toEqual(["交付", "无佐证"]);
    expect(screen.getByRole("article").scrollTop).toBe(600);
  });
  it("shows a spot that is no evidence, also across evidence, which keeps its mark", () => {
    render(<DocumentText judgment={judgment} marks={withSpot(marks, [9, 13])} current={spotKey} nameOf={(m) => "i" + m.hue} />);
    expect(screen.getAllByTestId("spot").map((m) => m.textContent)).toEqual(["为，"]);
    expect(marked().map((m) => [m.textContent, m.classList.contains("evidence-now"), m.title])).toEqual([
      ["𠮷某", false, "i0"], ["现金", true, "i1"], ["交付", false, "i1\ni2"], ["无佐证", false, "i2"],
    ]);
  });
  it("draws the line of a whole place and the ground of its parts, with one number", () => {
    const whole: Mark[] = [{ key: 0, hue: 0, span: [9, 15], whole: true }, { key: 0, hue: 0, span: [9, 11], part: true }, { key: 0, hue: 0, span: [12, 15], part: true }];
    const chosen: number[] = [];
    render(<DocumentText judgment={judgment} marks={whole} current={undefined} nameOf={() => "p"} onMark={(key) => chosen.push(key)} />);
    expect(marked().map((m) => [m.textContent, m.style.backgroundColor !== "", m.dataset.evidence, m.querySelectorAll("sup").length])).toEqual([
      ["为，", true, "0", 1], ["现", false, "0", 0], ["金交付", true, "0", 0],
    ]);
    fireEvent.click(marked()[1] as Element);
    expect(chosen).toEqual([0]);
  });
  it("marks what was found beside evidence, on its own ground", () => {
    const hits: Span[] = [[10, 14], [14, 16]]; // 𠮷 is two units
    render(<DocumentText judgment={judgment} marks={marks} current={hitKey - 1} nameOf={() => "p"} hits={hits} />);
    const hit = [...document.querySelectorAll(".hit")].map((m) => [m.textContent, m.classList.contains("evidence"), m.classList.contains("evidence-now")]);
    expect(hit.map((h) => h[0]).join("")).toBe(text.slice(10, 16));
    expect(hit.filter((h) => h[2]).map((h) => h[0]).join("")).toBe(text.slice(14, 16));
    expect(hit.some((h) => h[1])).toBe(true);
  });
  it("names sections in the language of the person", () => {
    show();
    expect(screen.getAllByRole("heading").map((h) => h.textContent)).toEqual(["首部", "本院认为"]);
  });
});
