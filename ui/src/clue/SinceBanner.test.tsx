import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Clue } from "../api/types";
import { SourceName } from "../model/SourceName";
import { startWords } from "../words/i18n";
import { SinceBanner } from "./SinceBanner";

const event = { at: "2026-01-06T01:00:00Z", by: "李检", kind: "move", from: "found", to: "screening" };
const clue = (looked_at: string, ...events: unknown[]) => ({ id: "c-1", since: { looked_at, events } }) as unknown as Clue;
const banner = () => screen.queryByTestId("since-banner")?.textContent ?? "";

afterEach(cleanup);

describe("since the last look", () => {
  it("tells what others did, and still when the clue was asked for again", () => {
    startWords("en");
    const { rerender } = render(<SinceBanner clue={clue("2026-01-05T01:00:00Z", event)} />);
    expect(banner()).toMatch(/Since your last look at 2026-01-05.*1 thing happened:.*李检/);
    rerender(<SinceBanner clue={clue("2026-01-06T02:00:00Z")} />);
    expect(banner()).toContain("李检");
    fireEvent.click(screen.getByTestId("since-close"));
    expect(banner()).toBe("");
    rerender(<SinceBanner clue={clue("2026-01-06T03:00:00Z", { ...event, by: "王检" }, event)} />);
    expect(banner()).toMatch(/2 things happened:.*王检.*李检/);
  });
  it("says nothing at the first look", () => {
    startWords("zh");
    render(<SinceBanner clue={clue("", event)} />);
    expect(banner()).toBe("");
  });
});

describe("a source", () => {
  it.each([
    ["en", "浙江职业放贷人名录标准 [G7]（阈值为本模型所定）", "浙江职业放贷人名录标准 (the number is ours)"], ["zh", "张家港套取分配模型 [Z1][Z2]", "张家港套取分配模型"], ["en", "", "the model's author"],
  ] as const)("is read without its marks, in %s", (language, source, want) => {
    startWords(language);
    const { container } = render(<SourceName source={source} />);
    expect(container.textContent?.toLowerCase()).toBe(want.toLowerCase());
  });
});
