// Invented people, courts, documents and clues. Nobody here exists; nothing is copied.
let seed = 20260304;
const random = () => ((seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32);
const pick = (list) => list[Math.floor(random() * list.length)];
const between = (a, b) => a + Math.floor(random() * (b - a + 1));
const two = (n) => String(n).padStart(2, "0");

const courts = ["云溪县人民法院", "青岭市河东区人民法院", "青岭市河西区人民法院", "南浔港经济技术开发区人民法院", "松亭县人民法院"];
const surnames = [..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"];
const given = ["德海", "玉兰", "建业", "秀梅", "𠮷昌", "文斌", "桂芝", "立新", "小燕", "国栋"];
const person = () => pick(surnames) + pick(given);
const T = (zh, en) => ({ zh, en });

const flags = {
  many: ["suits", T("同一原告反复起诉", "Same plaintiff again and again"), 0.35, "cases", 10, 20, "浙江高院等《职业放贷人名录》标准：一年十件或三年二十件"],
  absent: ["absent_share", T("被告缺席比例高", "Defendants mostly absent"), 0.15, "share", 0.5, 0.9, ""],
  cash: ["cash_share", T("现金交付且无其他佐证", "Cash without other proof"), 0.2, "share", 0.3, 0.8, ""],
  iou: ["uniform_iou", T("格式化借条", "Uniform notes of debt"), 0.15, "cases", 3, 10, "法释〔2020〕17号第14条"],
  upfront: ["upfront_interest", T("预扣利息（砍头息）", "Interest kept back"), 0.15, "cases", 1, 5, "民法典第670条"],
  bank: ["bank_transfer", T("有银行流水佐证", "Bank records corroborate"), -0.2, "share", 0.2, 0.8, ""],
};
const indicator = ([id, title, weight, unit, threshold, full, source], degree) => {
  const value = threshold + (full - threshold) * degree;
  const shown = unit === "share" ? `${Math.round(value * 100)}%` : `${Math.round(value)} 件`;
  return {
    id, title, weight, degree, share: +(weight * degree).toFixed(3), unit, threshold, full, source,
    value: unit === "share" ? +value.toFixed(3) : Math.round(value),
    says: T(`${title.zh}：${shown}，涉及多名被告，起止不足三年。`, `${title.en}: ${shown.replace("件", "cases")}, against many defendants in under three years.`),
  };
};

const card = (id, branch, zh, en, kinds) => ({
  id, version: 1, branch, title: T(zh, en),
  harm: T("以虚构或者变相的债权债务提起诉讼，借司法程序取得非法利益。", "Suits over feigned debts that use the courts to gain what the law forbids."),
  point: T("民间借贷虚假诉讼监督", "False suits over private loans"),
  precision_note: T("在演示县的数据上，前 20 条中有 17 条属实。", "On the demonstration county 17 of the first 20 were true."),
  basis: [{ law: "最高人民法院关于审理民间借贷案件适用法律若干问题的规定", version: "2020-12-29", article: "18" }, { law: "中华人民共和国刑法", version: "2023-12-29", article: "307-1" }],
  inputs: ["judgment", "party", "element", "loan"],
  parameters: [
    { id: "window", title: T("统计窗口", "Window"), type: "integer", default: 1095, min: 365, max: 1825, unit: "days", source: "浙江高院等《职业放贷人名录》标准" },
    { id: "least", title: T("起诉件数起算", "Suits to begin with"), type: "integer", default: 10, min: 5, max: 50, unit: "cases", source: "浙江高院等《职业放贷人名录》标准" },
    { id: "principal", title: T("本金合计", "Principal in all"), type: "number", default: 1000000, min: 0, max: 100000000, unit: "yuan", source: "" },
  ],
  indicators: kinds.map((k) => ({ id: flags[k][0], title: flags[k][1], weight: flags[k][2], source: flags[k][6] })),
  exclusions: [
    { id: "bank", title: T("银行及持牌机构", "Banks and licensed lenders"), says: T("名称显示为银行、小额贷款、消费金融等机构的原告不计入。", "Plaintiffs whose name shows a bank or licensed lender are left out.") },
    { id: "kin", title: T("亲属之间借款", "Loans among kin"), says: T("文书写明系亲属的案件不计入。", "Cases in which the parties are kin are left out.") },
  ],
  yaml: `id: ${id}\nversion: 1\ntitle:\n  zh: ${zh}\n  en: ${en}\nindicators:\n${kinds.map((k) => `  - id: ${flags[k][0]}\n    weight: ${flags[k][2]}\n`).join("")}`,
  clues: 0, kinds,
});
export const models = [
  card("civil/professional-lender", "civil", "职业放贷人", "Professional lender", ["many", "absent", "cash", "iou", "upfront", "bank"]),
  card("civil/hand-in-hand-suit", "civil", "手拉手虚假诉讼", "Suits between friends", ["absent", "cash", "upfront", "bank"]),
  card("civil/split-claim", "civil", "拆分债权规避管辖的批量诉讼", "Split claims", ["many", "iou"]),
];
export const reasons = [
  ["licensed", "持牌金融机构", "Licensed lender"], ["same-name", "同名不同人", "Same name, another person"],
  ["real-loan", "真实借贷", "Real loans"], ["other", "其他", "Other"],
].map(([code, zh, en]) => ({ code, title: T(zh, en), for: "dismissed" }));

export const documents = new Map();

/** write builds a document and notes where each piece of evidence stands, in code points. */
function write(id, plaintiff, kinds) {
  const [court, defendant, year, month] = [pick(courts), person(), between(2018, 2021), between(1, 12)];
  const decided = `${year}-${two(month)}-${two(between(1, 28))}`;
  const caseNo = `（${year}）云${between(1, 9)}民初${between(11, 4999)}号`;
  const yuan = between(2, 60) * 10000;
  const [sections, places, text] = [[], [], []];
  const length = () => text.reduce((n, s) => n + [...s].length, 0);
  const add = (s) => text.push(s);
  const note = (kind, s, value) => { const at = length(); add(s); places.push({ kind, value, span: [at, length()] }); };
  const section = (kind, fill) => { const at = length(); fill(); sections.push({ kind, span: [at, length()] }); };
  section("head", () => add(`${court}\n民 事 判 决 书\n${caseNo}\n`));
  section("parties", () => { note("many", `原告：${plaintiff}`, plaintiff); add(`，男，汉族，住云溪县城关镇。\n被告：${defendant}，女，汉族，住松亭县。\n`); });
  section("procedure", () => { add(`原告与被告民间借贷纠纷一案，本院立案后，依法适用简易程序公开开庭进行了审理。原告到庭参加诉讼，`); note("absent", `被告${defendant}经传票传唤，无正当理由拒不到庭参加诉讼`, defendant); add(`。本案现已审理终结。\n`); });
  section("claims", () => add(`原告向本院提出诉讼请求：判令被告偿还借款本金${yuan}元及利息，诉讼费由被告负担。事实和理由：被告因资金周转困难，先后向原告借款，到期后经多次催要未还。\n`));
  section("facts", () => {
    add(`经审理查明，`); note("iou", `被告向原告出具打印格式的借条一份，除金额和姓名外均为事先印制`, "格式借条");
    add(`，载明借到人民币${yuan}元，借期一个月。原告陈述，`);
    if (kinds.includes("cash")) {
      const at = length();
      add(`该款以现金方式交付，`); const mid = length(); add(`未提供取款凭证或者其他证据佐证`);
      places.push({ kind: "cash", value: "现金交付", span: [at, length()] });
      if (kinds.includes("upfront")) places.push({ kind: "upfront", value: "交付存疑", span: [mid, length()] });
      add(`。`);
    }
    if (kinds.includes("bank") && random() < 0.4) { note("bank", `其中部分款项有银行转账记录为证`, "转账"); add(`。`); }
    add(`\n`);
  });
  section("reasoning", () => add(`本院认为，合法的借贷关系受法律保护。被告经合法传唤未到庭，视为放弃抗辩的权利。依照《中华人民共和国民法典》第六百七十五条的规定，缺席判决如下：\n`.repeat(1) + `债务应当清偿。原告要求被告偿还借款的请求，本院予以支持。\n`));
  section("disposition", () => add(`被告${defendant}于本判决生效之日起十日内偿还原告${plaintiff}借款本金${yuan}元。\n如不服本判决，可以在判决书送达之日起十五日内向本院递交上诉状。\n`));
  section("tail", () => add(`审判员　　方和平\n${decided}\n书记员　　段晓`));
  documents.set(id, { id, text: text.join(""), source: `import/${id}.txt`, snapshot: "s-20260304-7f3a91c2", judgment: { id, case_no: caseNo, court, sections, defects: [] } });
  const party = (role, side, name) => ({ role, side, name, kind: "person" });
  return {
    places: places.filter((p) => kinds.includes(p.kind)),
    row: {
      id, case_no: caseNo, court, doc_type: "judgment", procedure: "first", cause: "民间借贷纠纷", decided_on: decided, filed_on: `${year}-${two(month)}-01`,
      outcome: pick(["supported", "supported", "partly", "withdrawn"]), claim_amount: random() < 0.1 ? null : yuan,
      parties: [party("plaintiff", "claiming", plaintiff), party("defendant", "defending", defendant)],
    },
  };
}

function clue(n) {
  const model = models[n % 7 === 0 ? 2 : n % 3 === 0 ? 1 : 0];
  const group = random() < 0.08;
  const name = group ? person() + "等人" : random() < 0.12 ? "青岭市" + pick(["恒昌", "众兴", "瑞和"]) + "商务信息咨询服务有限公司" : person();
  const kind = group ? "group" : name.endsWith("公司") ? "organisation" : "person";
  const size = n === 0 ? 23 : between(3, 14);
  const docs = Array.from({ length: size }, (_, i) => write(`d${two(n)}-${i}`, name.replace("等人", ""), model.kinds));
  docs.sort((a, b) => (a.row.decided_on < b.row.decided_on ? -1 : 1));
  const indicators = model.kinds.map((k) => indicator(flags[k], n === 0 && k !== "bank" ? 0.7 + 0.3 * random() : random()))
    .sort((a, b) => Math.sign(b.share) - Math.sign(a.share) || b.share - a.share);
  const risk = Math.min(Math.max(+indicators.reduce((s, i) => s + i.share, 0).toFixed(3), 0), 1);
  const state = n === 0 ? "found" : pick(["found", "found", "found", "screening", "dismissed", "accepted", "transferred"]);
  const reopened = state === "found" && random() < 0.15;
  const id = `c-${(0x9e3779b1 * (n + 1) >>> 0).toString(16).padStart(8, "0")}`;
  const at = `2026-03-${two(between(4, 9))}T0${between(1, 8)}:2${between(0, 9)}:00Z`;
  model.clues++;
  return {
    state, version: 1, reopened, reason: state === "dismissed" ? "real-loan" : "", changedAt: at,
    history: [
      { at, by: "", from: "", to: "found", reason: "", note: "", kind: "found" },
      ...(reopened ? [{ at: "2026-03-10T02:00:00Z", by: "林办案", from: "found", to: "dismissed", reason: "real-loan", note: "银行流水与借条一致。", kind: "move" }, { at: "2026-03-12T02:00:00Z", by: "", from: "dismissed", to: "found", reason: "", note: "", kind: "facts" }] : []),
    ],
    row: {
      id, model: model.id, model_title: model.title, model_version: 1, snapshot: "s-20260304-7f3a91c2", subject: { kind, id: "e-" + n, name }, risk,
      cases: size, courts: [...new Set(docs.map((d) => d.row.court))], amount: docs.reduce((s, d) => s + (d.row.claim_amount ?? 0), 0),
      from: docs[0].row.decided_on, to: docs.at(-1).row.decided_on, against: 4, found_at: at,
      top: indicators.filter((i) => i.share > 0).slice(0, 3).map(({ id, title, says, share }) => ({ id, title, says, share })),
    },
    detail: {
      summary: T(`${name}在不足三年内作为原告起诉 ${size} 件，多数被告缺席，交付方式存疑。`, `${name} sued ${size} times in under three years; most defendants were absent and delivery of the money is in doubt.`),
      case_numbers: docs.map((d) => d.row.case_no), indicators,
      records: docs.flatMap((d) => d.places.map((p) => ({ indicator: flags[p.kind][0], dataset: "element", record_id: d.row.id, field: "kind", value: p.value, span: p.span }))),
      against: [
        { id: "bank", kind: "checked", says: T("名称不是银行、小额贷款公司等持牌机构。", "The name is not that of a bank or licensed lender.") },
        { id: "transfer", kind: "fact", says: T("两件文书写明有银行转账记录。", "Two documents mention records of a bank transfer.") },
        { id: "company", kind: "missing", says: T("没有工商登记数据，无法核对是否关联企业。", "No company registry at hand: links between firms cannot be checked.") },
        { id: "kin", kind: "checked", says: T("没有文书显示双方为亲属。", "No document says that the parties are kin.") },
      ],
      law: [
        { law: "最高人民法院关于审理民间借贷案件适用法律若干问题的规定", version: "2020-12-29", article: "18", text: "（此处为条文全文的占位文字，演示换行与长度。）\n（一）第一项；\n（二）第二项。", in_force: "2021-01-01", status: "in_force" },
        { law: "中华人民共和国刑法", version: "2023-12-29", article: "307-1", text: "", in_force: "2024-03-01", status: "unverified" },
      ],
      documents: docs.map((d) => d.row),
      subject_risk: { risk: Math.min(risk + 0.05, 1), models: [{ model: model.id, title: model.title, clue: id, risk }] },
      command: `mingjian scan --model ${model.id} --snapshot s-20260304-7f3a91c2`,
      model_card: { id: model.id, version: 1, title: model.title, harm: model.harm, exclusions: [], precision_note: T("在演示县的数据上，前 20 条中有 17 条属实。", "On the demonstration county 17 of the first 20 were true.") },
    },
  };
}

export const clues = Array.from({ length: 124 }, (_, n) => clue(n));
