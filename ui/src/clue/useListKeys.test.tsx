import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useListKeys } from "./useListKeys";

let done: string[];
const note = (what: string) => () => void done.push(what);

function List() {
  useListKeys({ move: (by) => done.push("move " + by), open: note("open"), peek: note("peek"), select: note("select"), decide: note("decide"), claim: note("claim"), many: note("many"), close: note("close") });
  return (
    <>
      <input aria-label="words" />
      <input type="checkbox" aria-label="tick" />
      <button type="button">act</button>
      <div tabIndex={-1} data-testid="row" />
    </>
  );
}

const press = (on: Element, key: string, more = {}) => fireEvent.keyDown(on, { key, ...more });

beforeEach(() => {
  done = [];
  render(<List />);
});
afterEach(cleanup);

describe("keys of the list", () => {
  it("move, open, peek, select, decide, claim, act on many and close", () => {
    for (const key of ["j", "k", "Enter", " ", "x", "e", "c", "b", "Escape", "q"]) press(screen.getByTestId("row"), key);
    expect(done).toEqual(["move 1", "move -1", "open", "peek", "select", "decide", "claim", "many", "close"]);
  });
  it("leave typing alone", () => {
    for (const key of ["j", "x", "e", "c", "b", " ", "Enter"]) press(screen.getByLabelText("words"), key);
    expect(done).toEqual([]);
  });
  it("leave Enter and space to buttons and boxes, but still move from them", () => {
    for (const at of [screen.getByRole("button"), screen.getByLabelText("tick")]) for (const key of ["Enter", " ", "j"]) press(at, key);
    expect(done).toEqual(["move 1", "move 1"]);
  });
  it("leave the browser's own combinations alone", () => {
    press(screen.getByTestId("row"), "k", { ctrlKey: true });
    expect(done).toEqual([]);
  });
});
