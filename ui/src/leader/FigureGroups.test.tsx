import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { queryKeys } from "../api/queries";
import type { Figure, FigureReport } from "../api/types";
import { startWords } from "../words/i18n";
import { FigureGroups } from "./FigureGroups";
import LeaderPage from "./LeaderPage";
import type { Drill } from "./RowsDrawer";

const said = { zh: "某些行", en: "some rows" };
const figure = (id: string, form: Figure["form"], now: Figure["now"], change: number | null): Figure => ({
  id, group: "clues", form, title: { zh: `指标${id}`, en: id }, numerator_set: `${id}-above`, denominator_set: form === "count" ? "" : `${id}-below`, cohort: said, source: said,
  numerator: said, denominator: said, now, before: { numerator: 2, denominator: 0, rate: null }, year_before: { numerator: 1, denominator: 0, rate: null }, change, year_change: null,
});
const figures = [
  figure("a", "count", { numerator: 5, denominator: 0, rate: null }, 3),
  figure("b", "rate", { numerator: 6, denominator: 12, rate: 0.5 }, -0.1),
  figure("c", "rate", { numerator: 3, denominator: 9, rate: null }, null),
  figure("d", "rate", { numerator: 0, denominator: 0, rate: null }, null),
];

beforeAll(() => startWords("zh"));
afterEach(cleanup);

describe("figures", () => {
  it("tell above, below and change, no rate of a few, and lead to their rows", () => {
    const drilled: Drill[] = [];
    render(<FigureGroups report={{ figures } as FigureReport} onDrill={(d) => drilled.push(d)} />);
    const card = (id: string) => within(screen.getAllByTestId("figure").find((c) => c.dataset.figure === id) as HTMLElement);
    expect(card("a").getByText(/\+3/)).toBeTruthy();
    expect(card("b").getByText("50.0%")).toBeTruthy();
    expect(card("b").getByText("−10.0 个百分点")).toBeTruthy();
    expect(card("c").getByText("样本过少")).toBeTruthy();
    expect(card("d").getByText("没有分母")).toBeTruthy();
    expect(card("d").queryByTestId("above-d")).toBeNull();
    fireEvent.click(card("c").getByTestId("below-c"));
    fireEvent.click(card("a").getByTestId("above-a"));
    fireEvent.click(card("a").getByTestId("before-above-a"));
    fireEvent.click(card("b").getByTestId("year_before-above-b"));
    expect(drilled.map((d) => [d.set, d.before ?? false, d.year_before ?? false])).toEqual([["c-below", false, false], ["a-above", false, false], ["a-above", true, false], ["b-above", false, true]]);
    expect(drilled[3]?.title).toBe("指标b · 分子 · 去年");
  });
});

describe("the page", () => {
  it("is closed to whoever does not lead", () => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.session, { id: "a-1", role: "handler", stage: "" });
    render(<QueryClientProvider client={client}><MemoryRouter><LeaderPage /></MemoryRouter></QueryClientProvider>);
    expect(screen.getByTestId("leader-closed")).toBeTruthy();
  });
});
