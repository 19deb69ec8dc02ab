import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useFocusBack } from "./useFocusBack";

afterEach(cleanup);

function Over() {
  useFocusBack();
  return <input aria-label="over" autoFocus />;
}

const page = (open: boolean) => <><button type="button">opener</button><button type="button">other</button>{open && <Over />}</>;
const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

it("gives the focus back to what had it, unless somebody else has taken it", async () => {
  const { rerender } = render(page(false));
  screen.getByText("opener").focus();
  rerender(page(true));
  expect(document.activeElement).toBe(screen.getByLabelText("over"));
  rerender(page(false));
  await frame();
  expect(document.activeElement).toBe(screen.getByText("opener"));
  rerender(page(true));
  rerender(page(false));
  screen.getByText("other").focus();
  await frame();
  expect(document.activeElement).toBe(screen.getByText("other"));
});
