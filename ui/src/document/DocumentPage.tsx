import { HighlightOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { JudgmentText } from "../api/types";
import { actOf, readKeys } from "../help/keys";
import { useMatters } from "../matter/queries";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { DefectList } from "../taken/DefectList";
import { TakenPanel } from "../taken/TakenPanel";
import { useTeller } from "../taken/useTeller";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { subjectPage } from "./address";
import { DocumentText } from "./DocumentText";
import { fieldsOf } from "./fields";
import { FindBar } from "./FindBar";
import { LookNote } from "./LookNote";
import { useCluesFor, useJudgment } from "./queries";
import { type Span, spotKey, withSpot } from "./span";
import { useFind } from "./useFind";

/** A court document by itself. The address says for which clue or matter it is looked at; without one it is the masked copy. */
export default function DocumentPage() {
  const { id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const of = search.get("for") ?? "";
  const judgment = useJudgment(id, of);
  return (
    <div className="page document-page" data-testid="document-page">
      {judgment.isError && <FaultNotice error={judgment.error} onRetry={() => void judgment.refetch()} />}
      {judgment.isPending && <Skeleton active paragraph={{ rows: 14 }} style={{ padding: 16 }} />}
      {judgment.data && <Loaded key={id + of} judgment={judgment.data} of={of} onFor={(x) => setSearch(x ? { for: x } : {}, { replace: true })} />}
    </div>
  );
}

function Loaded({ judgment, of, onFor }: { judgment: JudgmentText; of: string; onFor: (of: string) => void }) {
  const { t } = useWords();
  const teller = useTeller();
  const [marking, setMarking] = useState(true);
  const [spot, setSpot] = useState<{ span: Span; visit: number } | null>(null);
  const point = (span: Span) => setSpot((before) => ({ span, visit: (before?.visit ?? 0) + 1 }));
  const fields = useMemo(() => (marking ? fieldsOf(judgment.judgment, teller) : undefined), [marking, judgment, teller]);
  const marks = useMemo(() => withSpot([], spot?.span ?? null), [spot]);
  const visit = spot?.visit ?? 0;
  const find = useFind(judgment.text, visit);
  const j = judgment.judgment;
  const pressed = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !actOf(readKeys, event.key)) return;
    event.preventDefault();
    find.begin();
  };
  return (
    <>
      <header className="panel document-head">
        <p>
          {of ? <Link to={subjectPage(of)} data-testid="document-for">← {t(of.startsWith("m-") ? "documents.backToMatter" : "documents.backToClue")}</Link> : <Link to="/data/documents">← {t("documents.title")}</Link>}
        </p>
        <h1 className="page-title">{j.case_no || judgment.id}</h1>
        <p className="quiet">{[j.court, j.cause, dateText(j.decided_on)].filter(Boolean).join(" · ")}</p>
        {!of && <ForWhat onFor={onFor} />}
      </header>
      <div className="document-columns">
        <section className="panel viewer" onKeyDown={pressed} aria-label={t("document.text")}>
          <div className="viewer-bar">
            <Button icon={<HighlightOutlined />} type={marking ? "default" : "text"} aria-label={t("document.fieldsMark")} title={t("document.fieldsMark")} aria-pressed={marking} onClick={() => setMarking(!marking)} data-testid="mark-fields" />
            <Button ref={find.opener} icon={<SearchOutlined />} aria-label={t("document.find")} title={t("document.findKeys")} aria-expanded={find.open} onClick={find.begin} data-testid="find" />
          </div>
          {find.open && <FindBar find={find} />}
          <LookNote judgment={judgment} of={of} />
          <DefectList judgment={j} spot={spot?.span ?? null} onPoint={point} />
          <DocumentText judgment={judgment} marks={marks} current={find.current ?? (spot ? spotKey : undefined)} visit={visit + find.visit} hits={find.hits} fields={fields} nameOf={() => ""} />
        </section>
        <aside className="panel document-taken" aria-label={t("taken.title")}><TakenPanel document={judgment.id} clue={of} spot={spot?.span ?? null} onPoint={point} /></aside>
      </div>
    </>
  );
}

/** Says for which of one's clues or matters the document is looked at: only then are names shown. */
function ForWhat({ onFor }: { onFor: (of: string) => void }) {
  const { t, text } = useWords();
  const me = useSession().data;
  const clues = useCluesFor(me?.role);
  const matters = useMatters({ mine: true, limit: 50 }, opensMatters(me?.role));
  const groups = [
    { label: t("documents.myClues"), options: (clues.data?.items ?? []).map((c) => ({ value: c.id, label: `${c.subject.name} · ${text(c.model_title)}` })) },
    { label: t("documents.myMatters"), options: (matters.data?.items ?? []).map((m) => ({ value: m.id, label: m.title })) },
  ].filter((g) => g.options.length > 0);
  if (groups.length === 0) return <p className="quiet">{t("documents.noneMine")}</p>;
  return (
    <Select className="document-for" aria-label={t("documents.forWhat")} placeholder={t("documents.forWhat")} onChange={onFor} showSearch={{ optionFilterProp: "label" }} options={groups} popupMatchSelectWidth={false} data-testid="document-for-what" optionRender={(o) => <span data-value={o.value}>{o.label}</span>} />
  );
}
