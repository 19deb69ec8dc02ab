import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ClueReport } from "../api/types";
import { startWords } from "../words/i18n";
import { Report } from "./ReportPage";

const both = (s: string) => ({ zh: s, en: s });
const report: ClueReport = {
  id: "c-1", subject: "王某", subject_kind: "person", state: "screening", model: "civil/professional-lender", model_title: both("职业放贷人"), model_version: 3, snapshot: "s-1",
  command: "mingjian scan --model civil/professional-lender --snapshot s-1", risk: 0.81, summary: both("王某多次起诉"),
  indicators: [{ id: "volume", title: both("案件数"), says: both("起诉 23 件"), weight: 0.5, degree: 1, share: 0.4, value: 23, threshold: 10, full: 20, unit: "cases", source: "" }],
  against: [{ id: "licence", kind: "checked", says: both("不是持牌机构") }],
  law: [{ law: "民事诉讼法", version: "2023-09-01", article: "115", text: "", in_force: "2024-01-01", status: "in_force" }],
  cases: [{ case_no: "（2021）甲0101民初1号", court: "青石县人民法院", cause: "民间借贷纠纷", decided_on: "2021-03-01" }],
  courts: ["青石县人民法院"], amount: 120000, history: [{ at: "2026-01-05T01:00:00Z", kind: "aside", from: "found", to: "found", reason: both(""), until: "2026-03-01" }],
  made_at: "2026-01-05T01:00:00Z", stamp: "操作记录检查点：12-3f2a", sha256: "ab".repeat(32),
};

describe("report on a clue", () => {
  afterEach(cleanup);

  it.each(["zh", "en"] as const)("says in %s what it rests on, and bears checkpoint and hash", (language) => {
    startWords(language);
    render(<Report report={report} />);
    const page = screen.getByTestId("clue-report").textContent ?? "";
    for (const word of ["王某", "0.81", "v3", "起诉 23 件", "不是持牌机构", "民事诉讼法", "2023-09-01", "（2021）甲0101民初1号", "青石县人民法院", "s-1", "2026-03-01", "操作记录检查点：12-3f2a", report.sha256])
      expect(page).toContain(word);
  });
});
