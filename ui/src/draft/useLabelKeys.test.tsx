import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { labelledSo } from "./queries";
import { useLabelKeys } from "./useLabelKeys";

afterEach(cleanup);

it("moves and marks by keys, and not while somebody types", () => {
  const given: string[] = [];
  function Page() {
    useLabelKeys((subject, verdict) => void given.push(`${subject} ${verdict}`));
    return <><input aria-label="months" />{["a", "b", "c"].map((s) => <div key={s} tabIndex={0} data-label={s} data-testid={s} />)}</>;
  }
  render(<Page />);
  const key = (k: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: k });
  key("y"); // no row is in focus
  key("j");
  expect(document.activeElement).toBe(screen.getByTestId("a"));
  key("y");
  key("n");
  key("u");
  key("j");
  expect(document.activeElement).toBe(screen.getByTestId("c"));
  key("k");
  fireEvent.keyDown(screen.getByTestId("b"), { key: "y", ctrlKey: true });
  fireEvent.keyDown(screen.getByLabelText("months"), { key: "n" });
  expect(document.activeElement).toBe(screen.getByTestId("b"));
  expect(given).toEqual(["a right", "b wrong", "c unsure"]);
});

it("shows a label at once, in the place of the one before", () => {
  const before = [{ subject: "a", verdict: "wrong" as const, by: "x", at: "2026-01-05T00:00:00Z", version: 1, own: false }];
  expect(labelledSo(before, "a", "right", 2).map((l) => [l.subject, l.verdict, l.version])).toEqual([["a", "right", 2]]);
  expect(labelledSo(before, "a", "none", 2)).toEqual([]);
  expect(labelledSo(undefined, "b", "unsure", 1)).toHaveLength(1);
});
