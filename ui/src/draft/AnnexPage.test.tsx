import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { DraftAnnex } from "../api/types";
import { startWords } from "../words/i18n";
import { Annex } from "./AnnexPage";

const both = (s: string) => ({ zh: s, en: s });
const share = { count: 1, of: 2, value: 0.5, low: 0.0945, high: 0.9055 };
const decided = { precision: share, kept: share, dropped: share, agreement: share, undecided: 3, labels: 2 };
const example = (id: string, name: string, more = {}) => ({ subject: { kind: "person", id, name }, risk: 0.75, cases: 3, summary: both(""), reasons: [{ title: both("多次起诉"), share: 0.5, value: 6, threshold: 3, unit: "cases" }], ...more });
const annex: DraftAnnex = {
  draft: "r-1", model: "civil/own", state: "review", test: "t-1", tested: 3, version: 4, maker: "张三", by: "张三", started: "2026-01-05T01:00:00Z", made_at: "2026-01-06T01:00:00Z", stamp: "操作记录检查点：12-3f2a", sha256: "ab".repeat(32),
  labels: [{ subject: "p-1", verdict: "wrong", by: "李四", at: "2026-01-05T02:00:00Z", version: 3, own: false }],
  report: {
    model: "civil/own", version: 2, title: both("自拟模型"), snapshot: "s-1", from: "2025-12-31", to: "2026-01-31", lag: 30, standing: 4, examples: [], decided,
    months: [{ as_of: "2025-12-31", first: true, new: 3, standing: 3, gone: 0, gained: 1, lost: 0 }, { as_of: "2026-01-31", new: 1, standing: 4, gone: 0, gained: 2, lost: 1 }],
    against: { model: "civil/own", version: 1, decided, gained: { count: 12, examples: [example("p-1", "王某"), example("p-2", "赵某")] }, lost: { count: 1, examples: [example("p-3", "孙某", { decided: "right" })] }, both: { count: 3, examples: [] } },
    effort: { minutes: 60, source: both("假设"), backlog_hours: 3, monthly_hours: 1, busiest_hours: 1 }, levels: [{ least: 0, standing: 4, backlog_hours: 3, monthly_hours: 1, precision: share, kept: share }],
    courts: [{ court: "东县人民法院", new: 1, share: 1, documents: 0.5, dispersion: 0, few: true }], inputs: [{ dataset: "judgment", title: both("裁判文书"), rows: 10, known: 9, undated: 1 }],
    cost: { seconds: 12, rows: 9 }, notes: [both("注意一")], parameters: [{ id: "least", title: both("最少件数"), value: "3", unit: "cases" }],
  },
};

describe("annex of a test", () => {
  afterEach(cleanup);
  it.each(["zh", "en"] as const)("says in %s what was tested, how well it did, and what people said", (language) => {
    startWords(language);
    render(<Annex annex={annex} />);
    const page = screen.getByTestId("annex").textContent ?? "";
    for (const word of ["自拟模型", "v2", "civil/own v1", "s-1", "2025-12", "最少件数", "50% (1/2)", "9.5%–90.6%", "王某", "多次起诉", "李四", "东县人民法院", "2026-01-31", "注意一", "操作记录检查点：12-3f2a", annex.sha256])
      expect(page).toContain(word);
    expect(page).toContain(language === "zh" ? "线索已认定属实" : "clue decided: right");
    expect(page).toContain(language === "zh" ? "另有 10 条未列出" : "10 more are not listed");
  });
});
