import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Place } from "../document/evidence";
import { startWords } from "../words/i18n";
import { EvidenceList } from "./EvidenceList";

const place = (key: number, field: string, value: string): Place =>
  ({ key, span: { start: 0, end: 2 }, record: { indicator: "quiet", dataset: "judgment", record_id: "d1", case_no: "（2021）浙0698民初1号", field, value, span: [0, 2] } }) as unknown as Place;

describe("EvidenceList", () => {
  beforeAll(() => startWords("zh"));
  afterEach(cleanup);

  it("says an outcome in words and not as a code", () => {
    render(<EvidenceList places={[place(1, "outcome", "mediated")]} current={undefined} onShow={() => {}} />);
    expect(screen.queryByText("mediated")).toBeNull();
    expect(screen.getByText("调解结案")).toBeTruthy();
  });

  it("says yes and no with the name of what is so", () => {
    const p = place(4, "contested", "false");
    Object.assign(p.record, { field_title: { zh: "被告抗辩", en: "Contested" } });
    render(<EvidenceList places={[p]} current={undefined} onShow={() => {}} />);
    expect(screen.getByText("被告抗辩: 否")).toBeTruthy();
  });

  it("shows a register's field with its names and opens nothing", () => {
    const show = vi.fn();
    const p = place(3, "status", "paid");
    Object.assign(p.record, { register: true, set_title: { zh: "养老待遇发放", en: "Pensions" }, field_title: { zh: "状态", en: "State" }, says: { zh: "已发放", en: "Paid" } });
    render(<EvidenceList places={[p]} current={undefined} onShow={show} />);
    fireEvent.click(screen.getByText("状态 已发放"));
    expect(show).not.toHaveBeenCalled();
    expect(screen.getByText("养老待遇发放")).toBeTruthy();
  });

  it("shows the words of the document and opens them", () => {
    const show = vi.fn();
    const p = place(2, "words", "未作答辩");
    render(<EvidenceList places={[p]} current={undefined} onShow={show} />);
    expect(screen.getByText("（2021）浙0698民初1号")).toBeTruthy();
    fireEvent.click(screen.getByText("未作答辩"));
    expect(show).toHaveBeenCalledWith(p);
  });
});
