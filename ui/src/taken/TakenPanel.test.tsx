import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Span } from "../document/span";
import { startWords } from "../words/i18n";
import { TakenPanel } from "./TakenPanel";

const costs = Array.from({ length: 22 }, (_, i) => ({ kind: "notice", yuan: i + 1, span: [i, i + 1], confidence: 0.9 }));
const judgment = {
  id: "d1", case_no: "（2021）浙0698民初1号", costs,
  objections: [{ kind: "repaid", by: "甲某", span: [20, 24], confidence: 0.7 }],
  defects: [{ field: "cause", code: "missing", says: "未能读出案由。", span: null }],
};

function show(spot: Span | null = null) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(["judgment", "d1", "c-1", ""], { id: "d1", text: "", judgment });
  const point = vi.fn();
  const { container } = render(<QueryClientProvider client={client}><TakenPanel document="d1" clue="c-1" spot={spot} onPoint={point} /></QueryClientProvider>);
  const group = (key: string) => container.querySelector<HTMLDetailsElement>(`[data-group="${key}"]`) as HTMLDetailsElement;
  return { point, group };
}

beforeAll(() => startWords("zh"));
afterEach(cleanup);

describe("TakenPanel", () => {
  it("closes what is empty and opens the rest", () => {
    const { group } = show();
    expect(group("claims").open).toBe(false);
    expect(within(group("claims")).getByText("没有读出")).toBeTruthy();
    expect(group("objections").open).toBe(true);
  });
  it("leads to the characters of an entry, by keyboard too", () => {
    const { point, group } = show();
    const entry = within(group("objections")).getByRole("button");
    expect(entry.tagName).toBe("BUTTON"); // Enter and Space choose it
    fireEvent.click(entry);
    expect(point).toHaveBeenCalledWith([20, 24]);
  });
  it("shows which entry the text points at", () => {
    const { group } = show([20, 24]);
    expect(within(group("objections")).getByRole("button").getAttribute("aria-current")).toBe("true");
    expect(within(group("costs")).queryByRole("button", { current: true })).toBeNull();
  });
  it("marks what is inferred, and only that", () => {
    const { group } = show();
    expect(within(group("objections")).getByText("推断")).toBeTruthy();
    expect(within(group("costs")).queryByText("推断")).toBeNull();
  });
  it("cannot be led where no place is known, and says so", () => {
    const { group } = show();
    expect(within(group("defects")).queryByRole("button")).toBeNull();
    expect(within(group("defects")).getByText("原文位置不明")).toBeTruthy();
  });
  it("shows a long list when asked", () => {
    const { group } = show();
    expect(within(group("costs")).getAllByTestId("taken-entry")).toHaveLength(20);
    fireEvent.click(within(group("costs")).getByText(/22/, { selector: "button *" }));
    expect(within(group("costs")).getAllByTestId("taken-entry")).toHaveLength(22);
  });
  it("says when there is no document", () => {
    render(<QueryClientProvider client={new QueryClient()}><TakenPanel document="" clue="c-1" spot={null} onPoint={() => {}} /></QueryClientProvider>);
    expect(screen.getByText("这条线索没有裁判文书。")).toBeTruthy();
  });
});
