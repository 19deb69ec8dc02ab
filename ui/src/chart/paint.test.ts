import { expect, it } from "vitest";
import { paint } from "./paint";

it("replaces colours that have names, however deep, and nothing else", () => {
  const formatter = () => "x";
  const option = { series: [{ itemStyle: { color: "var(--up)" }, label: { formatter }, data: [1, null, "var(--down)", "plain"] }] };
  const painted = paint(option, (v) => `<${v}>`);
  expect(painted).toEqual({ series: [{ itemStyle: { color: "<var(--up)>" }, label: { formatter }, data: [1, null, "<var(--down)>", "plain"] }] });
  expect(option.series[0]?.itemStyle.color).toBe("var(--up)");
});
