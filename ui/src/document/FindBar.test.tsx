import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWords } from "../words/i18n";
import { FindBar } from "./FindBar";
import { hitKey } from "./span";
import { type Find, useFind } from "./useFind";

let find: Find;

function Reader({ visit = 0 }: { visit?: number }) {
  find = useFind("原告借款，被告借款，借款未还。", visit);
  return (
    <>
      <button type="button" ref={find.opener} onClick={find.begin}>find</button>
      {find.open && <FindBar find={find} />}
    </>
  );
}

const words = () => screen.getByTestId<HTMLInputElement>("find-words");
const count = () => screen.getByTestId("find-count").textContent;
const type = (value: string) => fireEvent.change(words(), { target: { value } });

beforeAll(() => startWords("zh"));
beforeEach(() => {
  render(<Reader />);
  fireEvent.click(screen.getByText("find"));
});
afterEach(cleanup);

describe("search", () => {
  it("begins in the field and counts", () => {
    expect(document.activeElement).toBe(words());
    expect(count()).toBe("");
    type("借款");
    expect(count()).toBe("1 / 3");
    type("没有");
    expect(count()).toBe("没有找到");
    expect(find.current).toBeUndefined();
  });
  it("goes on with Enter, back with Shift, and around", () => {
    type("借款");
    const at = (shiftKey = false) => {
      fireEvent.keyDown(words(), { key: "Enter", shiftKey });
      return count();
    };
    expect([at(), at(), at(), at(true)]).toEqual(["2 / 3", "3 / 3", "1 / 3", "3 / 3"]);
    expect(find.current).toBe(hitKey - 2);
  });
  it("leaves Enter to the choice of characters", () => {
    type("借款");
    fireEvent.keyDown(words(), { key: "Enter", isComposing: true });
    expect(count()).toBe("1 / 3");
  });
  it("closes with Escape and gives the keyboard back", () => {
    type("借款");
    fireEvent.keyDown(words(), { key: "Escape" });
    expect(screen.queryByTestId("find-words")).toBeNull();
    expect(document.activeElement).toBe(screen.getByText("find"));
    expect(find.hits).toEqual([]);
  });
});

it("steps aside for what the person goes to, and comes back to where it was", () => {
  cleanup();
  const { rerender } = render(<Reader />);
  fireEvent.click(screen.getByText("find"));
  type("借款");
  fireEvent.keyDown(words(), { key: "Enter" });
  rerender(<Reader visit={1} />);
  expect(find.current).toBeUndefined();
  fireEvent.keyDown(words(), { key: "Enter" });
  expect(find.current).toBe(hitKey - 1);
});
