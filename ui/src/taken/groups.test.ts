import { describe, expect, it } from "vitest";
import i18next from "i18next";
import type { Judgment } from "../api/types";
import { files, type CodeGroup } from "../words/files";
import { startWords } from "../words/i18n";
import type { Language } from "../words/language";
import { isInferred, type Teller } from "./entry";
import { type Group, groups } from "./groups";

function teller(language: Language): Teller {
  startWords(language);
  const name = (group: CodeGroup, code = "") => (files[language].code[group] as Record<string, string>)[code] ?? code;
  return { t: i18next.getFixedT(language) as Teller["t"], name, language };
}

/** told writes the entries of a group as lines. */
function told(part: Partial<Judgment>, key: Group["key"], language: Language = "zh"): string[] {
  const all = groups({ id: "d1", ...part } as Judgment, teller(language));
  const group = all.find((g) => g.key === key);
  return (group?.entries ?? []).map((e) => [e.label, e.value, ...e.facts, e.words].filter(Boolean).join(" | "));
}

const at = { span: [3, 5], confidence: 0.99 };

describe("groups", () => {
  it("are all there, empty ones too", () => {
    const all = groups({ id: "d1" } as Judgment, teller("zh"));
    expect(all.map((g) => g.key)).toEqual([
      "general", "parties", "claims", "orders", "debts", "securities", "evidence", "objections", "costs", "citations", "cases", "enforcement", "identifiers", "elements", "defects",
    ]);
    expect(all.flatMap((g) => g.entries)).toEqual([]);
  });
  it("have place and confidence of single fields from their maps", () => {
    const j = { id: "d1", track: "simplified", spans: { track: [7, 11] }, confidence: { track: 0.7 } } as unknown as Judgment;
    const [e] = groups(j, teller("zh"))[0]?.entries ?? [];
    expect(e).toMatchObject({ label: "适用程序", value: "简易程序", span: [7, 11], sure: 0.7 });
    expect(e && isInferred(e)).toBe(true);
  });
  it("do not call inferred what words announce, nor what has no figure", () => {
    const [e] = groups({ id: "d1", costs: [{ kind: "notice", yuan: 1, span: [1, 2], confidence: 0.9 }] } as Judgment, teller("zh"))[8]?.entries ?? [];
    expect(e && isInferred(e)).toBe(false);
    expect(e && isInferred({ ...e, sure: null })).toBe(false);
  });
});

describe("entries", () => {
  const cases: [string, Partial<Record<keyof Judgment, unknown>>, Group["key"], string[], string[]][] = [
    ["false is said", { absent_defendant: false }, "general", ["应诉一方缺席 | 否"], ["Defendant absent | no"]],
    ["a court has its level", { court: "某县人民法院", court_level: 4 }, "general", ["法院 | 某县人民法院 | 基层法院"], ["Court | 某县人民法院 | Basic court"]],
    [
      "a role is as printed for who reads Chinese",
      { parties: [{ role: "respondent", role_text: "被执行人", side: "defending", name: "甲某", kind: "person", gone: "deceased", name_span: [1, 3], line_span: null }] },
      "parties", ["被执行人 | 甲某 | 应诉一方 | 自然人 | 已死亡"], ["Respondent | 甲某 | Defending | Person | deceased"],
    ],
    [
      "an identity number and what it says", { identifiers: [{ kind: "resident_id", value: "330106197003050014", valid: true, holder: { division: "330106", place: "浙江省杭州市西湖区", born_on: "1970-03-05", sex: "male" }, party: "甲某", ...at }] },
      "identifiers", ["公民身份号码 | 330106197003050014 | 甲某 | 浙江省杭州市西湖区 | 男 | 1970-03-05"], ["Identity number | 330106197003050014 | 甲某 | 浙江省杭州市西湖区 | male | 1970-03-05"],
    ],
    [
      "what the document hides and what cannot be right", { identifiers: [{ kind: "mobile", value: "138****0019", valid: false, masked: true, ...at }, { kind: "bank_account", value: "6222020000000000001", valid: false, ...at }] },
      "identifiers", ["手机号码 | 138****0019 | 文书已隐去部分", "银行账号 | 6222020000000000001 | 校验不符"], ["Mobile number | 138****0019 | partly hidden in the document", "Bank account | 6222020000000000001 | its check fails"],
    ],
    [
      "a request", { claims: [{ kind: "principal", text: "判令还款", yuan: 123456.78, by: "claiming", dropped: true, ...at }] },
      "claims", ["给付本金、价款 | 123,456.78 元 | 起诉一方 | 已撤回或变更 | 判令还款"], ["Principal sum | ¥123,456.78 | Claiming | withdrawn or changed | 判令还款"],
    ],
    [
      "an order has who pays whom; a dismissal is not called refused twice",
      { orders: [{ kind: "interest", text: "付息", granted: true, payers: ["甲", "乙"], payees: ["丙"], ...at }, { kind: "dismiss", text: "驳回", granted: false, ...at }, { kind: "joint", text: "不予", granted: false, ...at }] },
      "orders", ["利息 | 甲、乙 → 丙 | 付息", "驳回 | 驳回", "连带、担保责任 | 未予支持 | 不予"],
      ["Interest | 甲, 乙 → 丙 | 付息", "Dismissal | 驳回", "Joint or surety liability | refused | 不予"],
    ],
    [
      "a loan in another currency, without interest", { loans: [{ principal: 5000, delivered: 4500.5, currency: "USD", rate: 0, lent_on: "2016-06", delivery: "cash", span: [1, 2] }] },
      "debts", ["借款 | 5,000 USD | 2016-06 | 现金 | 实际交付 4,500.5 USD | 未约定利息"],
      ["Loan | 5,000 USD | 2016-06 | in cash | paid out 4,500.5 USD | no interest agreed"],
    ],
    [
      "the terms of a loan that have a place stand by themselves",
      { loans: [{ principal: 5000, lender: "甲", borrower: "乙", rate: 24, times_lpr: 5.6, rate_span: [9, 14], term: "三个月", term_span: [15, 18], due_on: "2020-03-01", due_on_span: null, span: [1, 2] }] },
      "debts", ["借款 | 5,000 元 | 甲 → 乙 | 2020-03-01 到期", "约定利率 | 年利率 24% | 一年期 LPR 的 5.6 倍 | 甲 → 乙", "借款期限 | 三个月 | 甲 → 乙"],
      ["Loan | ¥5,000 | 甲 → 乙 | due 2020-03-01", "Rate agreed | 24% a year | 5.6 times the one-year LPR | 甲 → 乙", "Term of the loan | 三个月 | 甲 → 乙"],
    ],
    [
      "a note whose sums differ", { notes: [{ kind: "iou", yuan: 1000, capitals: 2000, ...at }] },
      "debts", ["借条 | 1,000 元 | 大写金额 2,000 元，与小写不一致"], ["IOU | ¥1,000 | in capitals ¥2,000, which differs"],
    ],
    [
      "an article with paragraph and item", { citations: [{ law: "某法", article: "120-1", paragraph: 2, item: 3, ...at }] },
      "citations", ["某法 | 第120条之一第2款第3项"], ["某法 | Art. 120-1 para. 2 item 3"],
    ],
    [
      "who says a fact, or its value", { elements: [{ kind: "cash", value: "defence", ...at }, { kind: "rate", value: "24", ...at }, { kind: "absent", value: "甲某", ...at }] },
      "elements", ["现金交付 | 出处：应诉一方", "利率 | 24%", "应诉一方缺席 | 甲某"], ["Cash delivery | said by: Defending side", "Interest rate | 24%", "Defendant absent | 甲某"],
    ],
    [
      "enforcement with its properties",
      { enforcement: { paid_yuan: 0, end: "this_round", properties: [{ kind: "vehicle", act: "unsold", owner: "甲某", ...at }], shares: [{ to: "乙某", yuan: 7, ...at }], ...at } },
      "enforcement", ["已执行金额 | 0 元", "结案方式 | 终结本次执行程序", "车辆 | 流拍 | 甲某", "分配 | 7 元 | 乙某"],
      ["Sum enforced | ¥0", "Ended | This round closed", "Vehicle | not sold at auction | 甲某", "Share | ¥7 | 乙某"],
    ],
    [
      "a title without a number is told by who issued it", { prior_cases: [{ case_no: "", relation: "enforced", court: "某仲裁委员会", doc_type: "award", ...at }] },
      "cases", ["执行依据 | 某仲裁委员会 | 仲裁裁决书"], ["Title enforced | 某仲裁委员会 | arbitral award"],
    ],
    ["a defect", { defects: [{ field: "case_no", code: "contradiction", says: "案号年份晚于裁判日期。", span: [1, 4] }] }, "defects", ["案号 | 自相矛盾 | 案号年份晚于裁判日期。"], ["Case number | Contradiction | 案号年份晚于裁判日期。"]],
  ];
  it.each(cases)("%s", (_, part, key, zh, en) => {
    expect(told(part as Partial<Judgment>, key)).toEqual(zh);
    expect(told(part as Partial<Judgment>, key, "en")).toEqual(en);
  });
});
