import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Reason } from "../api/types";
import { startWords } from "../words/i18n";
import { missing } from "./decision";
import { DecisionForm } from "./DecisionForm";

const reasons: Reason[] = [
  { code: "licensed", title: { zh: "持牌机构", en: "Licensed" }, for: "dismissed" },
];

function show(fields: Partial<React.ComponentProps<typeof DecisionForm>> = {}) {
  const onSubmit = vi.fn();
  const onReload = vi.fn();
  render(
    <DecisionForm
      moves={["screening", "dismissed"]} reasons={reasons} busy={false} conflict={false} failure=""
      onSubmit={onSubmit} onReload={onReload} {...fields}
    />,
  );
  return { onSubmit, onReload };
}
const submit = () => fireEvent.submit(screen.getByTestId("decision-form"));
const say = (note: string) => fireEvent.change(screen.getByTestId("decision-note"), { target: { value: note } });
const chooseReason = (label: string) => {
  fireEvent.mouseDown(screen.getByRole("combobox"));
  fireEvent.click(screen.getByTitle(label));
};

beforeAll(() => startWords("zh"));
afterEach(cleanup);

describe("decision form", () => {
  it("offers only the moves that may be made", () => {
    show();
    expect(screen.getAllByRole("radio")).toHaveLength(2);
    expect(screen.queryByText("采用")).toBeNull();
  });
  it("says that nothing can be done", () => {
    show({ moves: [] });
    expect(screen.queryByTestId("decision-form")).toBeNull();
  });
  it("asks for a reason only where reasons are known", () => {
    show();
    fireEvent.click(screen.getByLabelText("开始筛查"));
    expect(screen.queryByTestId("decision-reason")).toBeNull();
  });
  it("sends a step into screening without reason or note", () => {
    const { onSubmit } = show();
    fireEvent.click(screen.getByLabelText("开始筛查"));
    submit();
    expect(onSubmit).toHaveBeenCalledWith({ to: "screening", reason: "", note: "" });
  });
  it("refuses a dismissal without reason and note, and says both", () => {
    const { onSubmit } = show();
    fireEvent.click(screen.getByLabelText("不成立"));
    say("  三字吗 ");
    submit();
    expect(onSubmit).not.toHaveBeenCalled();
    expect(screen.getAllByRole("alert")).toHaveLength(2);
  });
  it("sends a dismissal with a reason of that kind and a note", () => {
    const { onSubmit } = show();
    fireEvent.click(screen.getByLabelText("不成立"));
    chooseReason("持牌机构");
    say(" 有金融许可证 ");
    submit();
    expect(onSubmit).toHaveBeenCalledWith({ to: "dismissed", reason: "licensed", note: "有金融许可证" });
  });
  it("offers to reload after a conflict and does not send again", () => {
    const { onReload } = show({ conflict: true });
    fireEvent.click(screen.getByTestId("decision-reload"));
    expect(onReload).toHaveBeenCalledOnce();
    expect(screen.getByTestId("decision-submit")).toHaveProperty("disabled", true);
  });
});

describe("missing", () => {
  it.each([
    [{ to: "", reason: "", note: "" }, ["to"]],
    [{ to: "accepted", reason: "", note: "" }, []],
    [{ to: "dismissed", reason: "", note: "" }, ["reason", "note"]],
    [{ to: "dismissed", reason: "x", note: "𠮷𠮷𠮷" }, ["note"]],
    [{ to: "dismissed", reason: "x", note: "四个字了" }, []],
  ] as const)("of %j is %j", (d, want) => expect(missing(d)).toEqual(want));
});
