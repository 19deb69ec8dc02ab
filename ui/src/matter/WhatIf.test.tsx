import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it } from "vitest";
import { queryKeys } from "../api/queries";
import type { Term } from "../api/types";
import { startWords } from "../words/i18n";
import { WhatIf } from "./WhatIf";

beforeAll(() => startWords("zh"));
afterEach(cleanup);

it("says the last day as if the deadline had begun on another, and how far that is from now", () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData([...queryKeys.due, "whatif", "m-1", "review", "2026-11-16"], { due: "2026-11-19", lines: [{ says: { zh: "三日", en: "three days" }, date: "2026-11-19", basis: [] }] });
  render(<QueryClientProvider client={client}><WhatIf matter="m-1" term={{ deadline: "review", due: "2026-12-03", ended: "" } as Term} /></QueryClientProvider>);
  expect(screen.queryByTestId("what-if-says")).toBeNull();
  const day = screen.getByLabelText("假如从这一天起算：", { selector: "input" });
  fireEvent.mouseDown(day);
  fireEvent.change(day, { target: { value: "2026-11-16" } });
  fireEvent.keyDown(day, { key: "Enter", code: "Enter", keyCode: 13 });
  expect(screen.getByTestId("what-if-says").textContent).toBe("最后一日为 2026-11-19 早 14 天三日 2026-11-19 ");
});
