import { CheckOutlined, CloseOutlined, QuestionOutlined } from "@ant-design/icons";
import { Button, Table, Tag } from "antd";
import { type HTMLAttributes, useMemo } from "react";
import { Link } from "react-router";
import type { BacktestExample, BacktestReport, BacktestRun, FindingLabel, LabelVerdict } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, quantityText, shareText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useLabel } from "./queries";
import { labelRow, useLabelKeys } from "./useLabelKeys";

const verdicts = [["right", <CheckOutlined />], ["wrong", <CloseOutlined />], ["unsure", <QuestionOutlined />]] as const;

/** Who would be found that the other model does not find, and who no more: each to be marked right, wrong or unsure. */
export function Difference({ draft, test, shown, against, labels, writes }: { draft: string; test: string; shown: string; against: NonNullable<BacktestReport["against"]>; labels: BacktestRun["labels"]; writes: boolean }) {
  const { t } = useWords();
  const label = useLabel(draft, test, shown);
  const said = useMemo(() => new Map((labels ?? []).map((l) => [l.subject, l])), [labels]);
  const listed = [...against.gained.examples, ...against.lost.examples];
  const give = (subject: string, verdict: LabelVerdict) => {
    if (!writes || listed.find((e) => e.subject.id === subject)?.decided) return;
    label.mutate({ subject, verdict: said.get(subject)?.verdict === verdict ? "none" : verdict });
  };
  useLabelKeys(give);
  const open = listed.filter((e) => !e.decided);
  return (
    <>
      <p className="quiet">{t("draft.difference", { model: `${against.model} v${against.version}`, n: countText(against.both.count) })}</p>
      {writes && open.length > 0 && <p className="quiet">{t("draft.labelLead")} <strong className="figure" data-testid="labelled">{t("draft.labelled", { n: open.filter((e) => said.has(e.subject.id)).length, of: open.length })}</strong></p>}
      {label.isError && <FaultNotice error={label.error} />}
      <Side name="gained" side={against.gained} said={said} give={writes ? give : undefined} />
      <Side name="lost" side={against.lost} said={said} give={writes ? give : undefined} />
    </>
  );
}

interface SideProps {
  name: "gained" | "lost";
  side: NonNullable<BacktestReport["against"]>["gained"];
  said: Map<string, FindingLabel>;
  give: ((subject: string, verdict: LabelVerdict) => void) | undefined;
}

function Side({ name, side, said, give }: SideProps) {
  const { t } = useWords();
  return (
    <section data-testid={`backtest-${name}`}>
      <h3>{t(`draft.${name}Of`, { n: countText(side.count), shown: side.examples.length })}</h3>
      <Table
        size="small" className="label-table" rowKey={(e) => e.subject.id} pagination={false} dataSource={side.examples} locale={{ emptyText: t("draft.nobody") }}
        onRow={(e) => ({ tabIndex: 0, [labelRow]: e.subject.id, "data-verdict": e.decided ?? said.get(e.subject.id)?.verdict ?? "" }) as HTMLAttributes<HTMLElement>}
        columns={[
          { title: t("draft.subject"), width: 150, render: (_, e) => e.subject.name },
          { title: t("draft.risk"), width: 70, align: "right", render: (_, e) => <span className="figure">{e.risk.toFixed(2)}</span> },
          { title: t("draft.reasons"), render: (_, e) => <Why example={e} /> },
          { title: t("draft.label"), width: 210, render: (_, e) => <Mark example={e} label={said.get(e.subject.id)} give={give} /> },
        ]}
      />
    </section>
  );
}

/** Why it is found: what adds most, the sentence, and the documents to look into. */
function Why({ example: e }: { example: BacktestExample }) {
  const { t, text, language } = useWords();
  return (
    <div className="label-why">
      <span>{(e.reasons ?? []).map((r) => <Tag key={r.title.zh}>{text(r.title)} <span className="figure">{quantityText(r.value, r.unit, language)} {shareText(r.share)}</span></Tag>)}</span>
      <span>{text(e.summary)} {(e.documents ?? []).map((d, i) => <Link key={d} className="label-paper" to={`/documents/${encodeURIComponent(d)}`} target="_blank">{t("draft.paperN", { n: i + 1 })}</Link>)}</span>
    </div>
  );
}

function Mark({ example: e, label, give }: { example: BacktestExample; label: FindingLabel | undefined; give: SideProps["give"] }) {
  const { t } = useWords();
  if (e.decided) return <span className="quiet">{t("draft.clueDecided", { verdict: t(`draft.verdict.${e.decided}`) })}</span>;
  return (
    <div className="label-mark">
      {give
        ? <span role="group" aria-label={`${t("draft.label")} ${e.subject.name}`}>{verdicts.map(([v, icon]) => (
            <Button key={v} size="small" tabIndex={-1} icon={icon} className={`label-${v}`} aria-pressed={label?.verdict === v} title={t(`draft.verdict.${v}`)} aria-label={t(`draft.verdict.${v}`)} onClick={() => give(e.subject.id, v)} data-testid={`label-${v}`} />
          ))}</span>
        : label && <span>{t(`draft.verdict.${label.verdict}`)}</span>}
      {label?.at && <span className="quiet label-who">{t("draft.labelBy", { who: label.by, when: timeText(label.at) })}{label.own && ` · ${t("draft.labelOwn")}`}</span>}
    </div>
  );
}
