import type { Matter, Procedure, Taken } from "../api/types";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { ValueList } from "./ValueList";

/** The way of the matter through its procedure: the states as a line, and the steps that took effect. */
export function StepsTab({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const been = new Set(matter.course.taken.flatMap((x) => [x.from, x.to]));
  return (
    <div className="steps-tab">
      <ol className="states" aria-label={t("matter.states")}>
        {procedure.states.map((s) => (
          <li key={s.id} data-now={s.id === matter.state} data-been={been.has(s.id)} aria-current={s.id === matter.state ? "step" : undefined}>{text(s.title)}</li>
        ))}
      </ol>
      <ol className="taken">{matter.course.taken.map((x, i) => <Item key={i} taken={x} procedure={procedure} />)}</ol>
    </div>
  );
}

function Item({ taken, procedure }: { taken: Taken; procedure: Procedure }) {
  const { t, text } = useWords();
  const state = (id: string) => text(procedure.states.find((s) => s.id === id)?.title);
  return (
    <li data-testid="taken-step">
      <p>
        <span className="figure">{dateText(taken.on)}</span> <strong>{text(procedure.steps.find((s) => s.id === taken.step)?.title) || taken.step}</strong>
        <span className="quiet"> {taken.by.display}</span>
        {taken.from !== taken.to && taken.from !== "" && <span> {state(taken.from)} → {state(taken.to)}</span>}
      </p>
      <ValueList values={taken.fields} procedure={procedure} />
      {taken.approvals.map((a) => <p key={a.by} className="quiet">{t("matter.approvedBy", { by: a.person.display, on: dateText(a.on), decision: a.decision })}</p>)}
    </li>
  );
}
