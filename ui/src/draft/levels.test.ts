import { expect, test } from "vitest";
import type { BacktestLevel } from "../api/types";
import { levelAt } from "./levels";

const none = { count: 0, of: 0, value: 0, low: 0, high: 1 };
const levels: BacktestLevel[] = Array.from({ length: 21 }, (_, k) => ({ least: k / 20, standing: 20 - k, backlog_hours: 0, monthly_hours: 0, precision: none, kept: none }));

test("the slider finds the level it stands at", () => {
  for (let k = 0; k <= 20; k++) expect(levelAt(levels, 0.05 * k)?.standing).toBe(20 - k);
});

test("a test made before levels were told has none", () => {
  expect(levelAt(undefined, 0.5)).toBeUndefined();
});
