import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Choice, Matter, Procedure } from "../api/types";
import { useWords } from "../words/i18n";
import { ClockList } from "./ClockList";
import { LawNames } from "./LawNames";
import { LawTip } from "./LawTip";
import { LinkedMatters } from "./LinkedMatters";
import { Remedy } from "./Remedy";
import { StepDrawer } from "./StepDrawer";
import { ValueList } from "./ValueList";
import { WaitingStep } from "./WaitingStep";

/** Where the matter stands: clocks with their reasons, what can be done next, and what is known. */
export function OverviewTab({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t } = useWords();
  return (
    <div className="overview">
      <section aria-labelledby="clocks">
        <h2 id="clocks">{t("matter.clocks")}</h2>
        <ClockList matter={matter} procedure={procedure} />
      </section>
      <section aria-labelledby="next">
        <h2 id="next">{t("matter.next")}</h2>
        {matter.course.waiting ? <WaitingStep matter={matter} procedure={procedure} /> : <Choices matter={matter} procedure={procedure} />}
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">{t("matter.facts")}</h2>
        <ValueList values={matter.course.facts} procedure={procedure} />
        <Remedy matter={matter} procedure={procedure} />
        <Documents matter={matter} />
        <LinkedMatters matter={matter} />
        {matter.clues.length > 0 && (
          <>
            <h3>{t("matter.clues")}</h3>
            <ul>{matter.clues.map((c, i) => <li key={c}><Link to={`/clues/${c}`} title={c}>{t("matter.openClue", { n: i + 1 })}</Link></li>)}</ul>
          </>
        )}
      </section>
    </div>
  );
}

/** The court documents of the cases that the matter is about, each looked at for it. */
function Documents({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const numbers = matter.course.facts.case_numbers;
  if (!Array.isArray(numbers) || numbers.length === 0) return null;
  return (
    <>
      <h3>{t("documents.title")}</h3>
      <ul>{numbers.map((n) => <li key={String(n)}><Link to={`/data/documents?${new URLSearchParams({ q: String(n), for: matter.id })}`} data-testid="matter-documents">{String(n)}</Link></li>)}</ul>
    </>
  );
}

function Choices({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const [taking, setTaking] = useState<Choice>();
  if (matter.closed) return <p className="quiet">{t("matter.isClosed")}</p>;
  if (matter.choices.length === 0) return <p className="quiet">{t("matter.noChoice")}</p>;
  const refused = (c: Choice) => text(c.refused) !== "";
  const title = (id: string | undefined) => text(procedure.states.find((s) => s.id === id)?.title);
  return (
    <>
      <ul className="choices">
        {[...matter.choices].sort((a, b) => Number(refused(a)) - Number(refused(b))).map((c) => (
          <li key={c.step.id}>
            <LawTip law={refused(c) ? [] : c.law} own><Button disabled={refused(c)} onClick={() => setTaking(c)} data-testid={`step-${c.step.id}`}>{text(c.step.title)}</Button></LawTip>
            {c.step.to && <span className="quiet"> → {title(c.step.to)}</span>}
            {refused(c) && <p className="refused">{text(c.refused)} <LawNames law={c.law} /></p>}
          </li>
        ))}
      </ul>
      {taking && <StepDrawer matter={matter} procedure={procedure} choice={taking} onClose={() => setTaking(undefined)} />}
    </>
  );
}
