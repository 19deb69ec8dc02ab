import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { Account, Clue } from "../api/types";
import { startWords } from "../words/i18n";
import { Keep } from "./Keep";
import { keepingsOf } from "./keep";

const clue = (fields: Partial<Clue> = {}): Clue =>
  ({ id: "c-1", state: "found", state_version: 3, moves: ["screening"], holder: "", holder_name: "", held_until: "", aside_until: "", ...fields }) as Clue;
const me = (role: Account["role"]) => ({ id: "a-1", role }) as Account;

function show(c: Clue, role: Account["role"]) {
  const sent: { path: string; body: unknown }[] = [];
  vi.spyOn(api, "POST").mockImplementation(((path: string, asked: { params: { path: { id: string } }; body: unknown }) => {
    sent.push({ path: path.replace("{id}", asked.params.path.id), body: JSON.parse(JSON.stringify(asked.body)) });
    return Promise.resolve({ data: c, response: Response.json({}) });
  }) as never);
  const client = new QueryClient();
  client.setQueryData(queryKeys.session, me(role));
  client.setQueryData(queryKeys.colleagues, [{ id: "a-7", display: "测试甲", department: "民事" }]);
  render(<QueryClientProvider client={client}><Keep clue={c} /></QueryClientProvider>);
  return sent;
}

describe("what can be done besides deciding", () => {
  beforeAll(() => startWords("zh"));
  afterEach(cleanup);

  it.each([
    ["handler", {}, ["aside", "hold"]],
    ["leader", {}, ["aside", "hold", "assign"]],
    ["handler", { holder: "a-1", aside_until: "2026-02-01" }, ["back", "hold", "free"]],
    ["handler", { holder: "a-2", moves: [] }, []],
    ["leader", { holder: "a-2", moves: [] }, ["free", "assign"]],
    ["leader", { state: "dismissed" }, []],
    ["analyst", { moves: [] }, []],
  ] as const)("by a %s with %j is %j", (role, fields, want) => expect(keepingsOf(clue(fields as Partial<Clue>), me(role))).toEqual(want));

  it("puts aside only with a reason", async () => {
    const sent = show(clue(), "handler");
    fireEvent.click(screen.getByTestId("keep-aside"));
    expect(screen.getByTestId("keep-send")).toHaveProperty("disabled", true);
    fireEvent.change(screen.getByTestId("keep-note"), { target: { value: "等待笔迹鉴定" } });
    fireEvent.submit(screen.getByTestId("keep-form"));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ path: "/api/clues/c-1/suppressions", body: { note: "等待笔迹鉴定", version: 3 } });
    expect((sent[0]?.body as { until: string }).until).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
  it("frees what is one's own by letting go, and that of another by assigning it to nobody", async () => {
    const own = show(clue({ holder: "a-1" }), "handler");
    fireEvent.click(screen.getByTestId("keep-free"));
    await waitFor(() => expect(own[0]?.path).toBe("/api/clues/c-1/holds"));
    cleanup();
    const others = show(clue({ holder: "a-2", moves: [] }), "leader");
    fireEvent.click(screen.getByTestId("keep-free"));
    await waitFor(() => expect(others[0]).toEqual({ path: "/api/clues/c-1/assignments", body: { version: 3 } }));
  });
});
