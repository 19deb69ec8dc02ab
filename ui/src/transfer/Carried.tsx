import type { ReactNode } from "react";
import type { Dispatch, LawRef, Text } from "../api/types";
import { LawNames } from "../matter/LawNames";
import { useCodes } from "../words/codes";
import { amountText, dateText } from "../words/format";
import { useWords } from "../words/i18n";

/** The fields that letters carry; each kind has some of them. */
interface Data {
  summary?: Summary;
  content?: unknown;
  due?: string;
  basis?: LawRef[];
  duty?: LawRef[];
  note?: string;
  reason?: string;
  code?: string;
  says?: string;
  amount?: number;
  number?: string;
  title?: string;
  adopts?: string;
  lead?: string;
  tasks?: { what: string; who: string; due?: string; done?: string }[];
  standard?: string;
  scope?: string;
  authorisation?: string;
  purpose?: string;
}

interface Summary {
  model: Text;
  subject: string;
  risk: number;
  cases: number;
  courts: string[];
  amount: number;
  from: string;
  to: string;
  indicators: Text[];
  against: number;
}

/** What a letter carries. One of a kind that is not known is shown as it came. */
export function Carried({ dispatch: d }: { dispatch: Dispatch }) {
  const { t } = useWords();
  const data = (d.data ?? {}) as Data;
  return (
    <>
      {d.understood ? <Known data={data} /> : <pre className="raw" data-testid="raw">{JSON.stringify(d.data, null, 2)}</pre>}
      {d.attachments.length > 0 && (
        <ul>
          {d.attachments.map((a) => <li key={a.sha256}><a href={`/api/dispatches/${d.id}/files/${a.sha256}`} download={a.name}>{a.name}</a> <span className="quiet figure">{t("transfer.bytes", { n: a.size.toLocaleString("en-US") })}</span></li>)}
        </ul>
      )}
    </>
  );
}

function Known({ data: x }: { data: Data }) {
  const { t } = useWords();
  const name = useCodes();
  const rows: [string, ReactNode][] = [
    [t("transfer.field.number"), x.number],
    [t("transfer.field.title"), x.title],
    [t("transfer.field.code"), x.code && name("resultOf", x.code)],
    [t("transfer.field.adopts"), x.adopts && name("adopts", x.adopts)],
    [t("transfer.field.standard"), x.standard],
    [t("transfer.field.scope"), x.scope],
    [t("transfer.field.purpose"), x.purpose],
    [t("transfer.field.authorisation"), x.authorisation],
    [t("transfer.field.says"), x.says],
    [t("transfer.field.reason"), x.reason],
    [t("transfer.field.note"), x.note],
    [t("transfer.field.due"), x.due && dateText(x.due)],
    [t("transfer.field.basis"), x.basis && x.basis.length > 0 && <LawNames law={x.basis} />],
    [t("transfer.field.duty"), x.duty && x.duty.length > 0 && <LawNames law={x.duty} />],
    [t("transfer.field.lead"), x.lead],
  ];
  const told = rows.filter(([, value]) => value);
  if (told.length === 0 && !x.summary && !x.content && !x.tasks) return <p className="quiet">{t("transfer.saysNothing")}</p>;
  return (
    <>
      {x.summary && <SummaryOf summary={x.summary} />}
      {told.length > 0 && <dl className="carried">{told.map(([title, value]) => <Row key={title} title={title} value={value} />)}</dl>}
      {x.tasks && <ul>{x.tasks.map((k, i) => <li key={i}>{k.what} <span className="quiet">{k.who}{k.due && ` · ${dateText(k.due)}`}{k.done && ` · ${t("transfer.doneOn", { day: dateText(k.done) })}`}</span></li>)}</ul>}
      {x.content !== undefined && x.content !== null && <details><summary>{t("transfer.whole")}</summary><pre className="raw">{JSON.stringify(x.content, null, 2)}</pre></details>}
    </>
  );
}

const Row = ({ title, value }: { title: string; value: ReactNode }) => <><dt>{title}</dt><dd>{value}</dd></>;

/** What may be read of a clue before it is accepted: nothing in it names anybody. */
function SummaryOf({ summary: s }: { summary: Summary }) {
  const { t, text, language } = useWords();
  const name = useCodes();
  return (
    <dl className="carried" data-testid="summary">
      <Row title={t("clue.model")} value={text(s.model)} />
      <Row title={t("clue.risk")} value={s.risk.toFixed(2)} />
      <Row title={t("clue.subject")} value={name("subjectKind", s.subject)} />
      <Row title={t("clue.top")} value={s.indicators.map((i) => text(i)).join(" · ") || "—"} />
      <Row title={t("clue.cases")} value={s.cases} />
      <Row title={t("clue.courts")} value={s.courts.join(" · ") || "—"} />
      <Row title={t("clue.amount")} value={amountText(s.amount, language)} />
      <Row title={t("clue.period")} value={s.from || s.to ? `${dateText(s.from)} – ${dateText(s.to)}` : "—"} />
      <Row title={t("clue.against")} value={t("transfer.againstCount", { n: s.against })} />
    </dl>
  );
}
