import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { type Marks, newMarks, useMark } from "./marks";

let drawn: string[];

function Row({ marks, at }: { marks: Marks; at: number }) {
  const current = useMark(marks, (m) => m.current() === at);
  const selected = useMark(marks, (m) => m.selected().includes(`c-${at}`));
  drawn.push(`${at}${current ? " current" : ""}${selected ? " selected" : ""}`);
  return null;
}

afterEach(cleanup);

it("draws only the rows whose marks change", () => {
  const marks = newMarks();
  drawn = [];
  render([0, 1, 2, 3].map((at) => <Row key={at} marks={marks} at={at} />));
  drawn = [];
  act(() => marks.point(1));
  expect(drawn).toEqual(["0", "1 current"]);
  drawn = [];
  act(() => marks.toggle("c-1"));
  act(() => marks.toggle("c-3"));
  expect(drawn).toEqual(["1 current selected", "3 selected"]);
  expect(marks.selected()).toEqual(["c-1", "c-3"]);
  drawn = [];
  act(() => marks.toggle("c-1"));
  act(() => marks.select([]));
  expect(drawn).toEqual(["1 current", "3"]);
});
