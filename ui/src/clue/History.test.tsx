import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Clue, HistoryEntry } from "../api/types";
import description from "../../openapi.json?raw";
import { startWords } from "../words/i18n";
import type { Language } from "../words/language";
import { History } from "./History";

/** The kinds of event that the description of the API names. */
const kinds = (JSON.parse(description) as { components: { schemas: { Event: { properties: { kind: { enum: HistoryEntry["kind"][] } } } } } }).components.schemas.Event.properties.kind.enum;

function show(language: Language, entries: Partial<HistoryEntry>[]) {
  startWords(language);
  const history = entries.map((e, i) => ({ at: `2026-01-0${i + 1}T00:00:00Z`, by: "", from: "found", to: "found", note: "", reason: "", ...e }));
  const client = new QueryClient();
  client.setQueryData(["reasons"], []);
  render(<QueryClientProvider client={client}><History clue={{ history } as Clue} /></QueryClientProvider>);
  return screen.getAllByTestId("history-says").map((x) => x.textContent);
}

describe("history of a clue", () => {
  afterEach(cleanup);

  it.each(["zh", "en"] as const)("has words of its own in %s for every kind of event", (language) => {
    const says = show(language, kinds.map((kind) => ({ kind })));
    expect(kinds.length).toBeGreaterThan(8);
    expect(new Set(says).size).toBe(kinds.length);
    for (const s of says) expect(s).not.toMatch(/^$|history\./);
  });
  it("says that new facts reopened it, newest first", () => {
    expect(show("zh", [{ kind: "facts", from: "dismissed", to: "found" }, { kind: "gone", note: "最近一次扫描不再命中。" }])).toEqual(["扫描不再命中", "出现新的事实，线索重新激活"]);
    expect(screen.getByText("最近一次扫描不再命中。")).toBeTruthy();
  });
});
