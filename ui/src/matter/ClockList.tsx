import { Button, Input, Tag } from "antd";
import { useState } from "react";
import type { Matter, Procedure, Term } from "../api/types";
import { useSession } from "../session/queries";
import { useCodes } from "../words/codes";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { inOrder, pressure, today } from "./clock";
import { DueTag } from "./DueTag";
import { LawNames } from "./LawNames";
import { LawTip } from "./LawTip";
import { useAct } from "./queries";
import { WhatIf } from "./WhatIf";

/** Every deadline of a matter: the last day, how it was counted line by line, and why it was missed. */
export function ClockList({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t } = useWords();
  const terms = inOrder(matter.course.terms);
  if (terms.length === 0) return <p className="quiet">{t("matter.noClock")}</p>;
  return <ul className="clocks">{terms.map((x) => <Clock key={x.deadline + x.start} term={x} matter={matter} procedure={procedure} />)}</ul>;
}

function Clock({ term, matter, procedure }: { term: Term; matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const name = useCodes();
  const deadline = procedure.deadlines.find((d) => d.id === term.deadline);
  const p = pressure(term.due, term.ended, today());
  return (
    <li className="clock" data-pressure={p} data-testid="clock">
      <p><LawTip law={term.lines.flatMap((l) => l.basis ?? [])}><strong>{text(deadline?.title) || term.deadline}</strong></LawTip> <span className="quiet">{name("whose", deadline?.whose)}</span> <DueTag due={term.due} ended={term.ended} /></p>
      {term.cautions.length > 0 && (
        <details className="caution">
          <summary>{t("matter.cautions", { n: term.cautions.length })}</summary>
          <ul>{term.cautions.map((c) => <li key={c.zh}>{text(c)}</li>)}</ul>
        </details>
      )}
      <details>
        <summary>{t("matter.why")}</summary>
        <ol className="clock-lines">
          {term.lines.map((l, i) => (
            <li key={i}>{text(l.says)} {l.date && <span className="figure quiet">{dateText(l.date)}</span>} <LawNames law={l.basis ?? []} /></li>
          ))}
        </ol>
        {!term.ended && <WhatIf matter={matter.id} term={term} />}
      </details>
      {term.why && <Explained term={term} matter={matter} waits={p === "over" && !term.accepted} />}
      {p === "over" && !term.why && <Explain matter={matter} deadline={term.deadline} />}
    </li>
  );
}

/** Why a deadline was missed, and who approved it; while nobody has, a leader who did not write it can, and others can write it anew. */
export function Explained({ term, matter, waits }: { term: Term; matter: Matter; waits: boolean }) {
  const { t } = useWords();
  const me = useSession().data;
  const act = useAct(matter);
  const answers = me?.role === "leader" && me.id !== term.why_by;
  return (
    <>
      <p className="explained">
        {t("matter.explained")}{term.why}{" "}
        {term.accepted && <span className="quiet">{t("matter.explanationApproved", { by: term.accepted.person.display, on: dateText(term.accepted.on) })}</span>}
        {waits && <Tag color="orange" data-testid="explanation-waits">{t("matter.explanationWaits")}</Tag>}
        {waits && answers && (
          <Button size="small" loading={act.isPending} data-testid="accept-explanation" onClick={() => act.mutate({ what: "acceptances", body: { deadline: term.deadline } })}>
            {t("matter.approveExplanation")}
          </Button>
        )}
      </p>
      <ActFault act={act} matter={matter.id} />
      {waits && !answers && <Explain matter={matter} deadline={term.deadline} />}
    </>
  );
}

function Explain({ matter, deadline }: { matter: Matter; deadline: string }) {
  const { t } = useWords();
  const act = useAct(matter);
  const [why, setWhy] = useState("");
  return (
    <div className="explain">
      <Input.TextArea aria-label={t("matter.explainHint")} placeholder={t("matter.explainHint")} value={why} maxLength={2000} autoSize onChange={(e) => setWhy(e.target.value)} />
      <Button size="small" disabled={why.trim().length < 4} loading={act.isPending} onClick={() => act.mutate({ what: "explanations", body: { deadline, why: why.trim() } })} data-testid="explain">{t("matter.explain")}</Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
