import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useVerdictKeys } from "./useVerdictKeys";

afterEach(cleanup);

it("decides by arrow keys, and not while somebody types", () => {
  const given: string[] = [];
  function Page() {
    useVerdictKeys((v) => void given.push(v));
    return <><input aria-label="reason" /><div data-testid="page" /></>;
  }
  render(<Page />);
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp", "x"]) fireEvent.keyDown(screen.getByTestId("page"), { key });
  fireEvent.keyDown(screen.getByTestId("page"), { key: "ArrowLeft", ctrlKey: true });
  fireEvent.keyDown(screen.getByLabelText("reason"), { key: "ArrowLeft" });
  expect(given).toEqual(["different", "same", "unsure"]);
});
