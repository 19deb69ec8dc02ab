import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Clue, MatterRow } from "../api/types";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import { factsOf } from "./facts";
import { OpenMatterDrawer } from "./OpenMatterDrawer";
import { useMatters, useProcedure } from "./queries";

/** The matters that a clue led to, and the way to open one on it. */
export function OpenMatter({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  const role = useSession().data?.role;
  const matters = useMatters({ clue: clue.id, limit: 20 }, opensMatters(role));
  const ended = useMatters({ clue: clue.id, closed: true, limit: 20 }, opensMatters(role));
  const [opening, setOpening] = useState(false);
  if (!opensMatters(role)) return <p className="quiet">{t("matter.notYours")}</p>;
  return (
    <>
      <ul>{[...(matters.data?.items ?? []), ...(ended.data?.items ?? [])].map((m) => <LedTo key={m.id} matter={m} />)}</ul>
      {clue.state === "screening" || clue.state === "accepted" ? (
        <Button onClick={() => setOpening(true)} data-testid="open-on-clue">{t("matter.openOnClue")}</Button>
      ) : (
        <p className="quiet">{t("matter.screenFirst")}</p>
      )}
      {opening && <OpenMatterDrawer clue={{ id: clue.id, title: t("matter.titleOfClue", { subject: clue.subject.name, model: text(clue.model_title) }), facts: factsOf(clue.documents) }} onClose={() => setOpening(false)} />}
    </>
  );
}

/** A matter that the clue led to, and what came of it. */
function LedTo({ matter: m }: { matter: MatterRow }) {
  const { t, text } = useWords();
  const procedure = useProcedure(m.closed ? m.procedure : "");
  const outcome = text(procedure.data?.outcomes.find((o) => o.id === m.outcome)?.title) || m.outcome;
  return (
    <li data-testid="clue-matter" data-outcome={m.outcome}>
      <Link to={`/matters/${m.id}`}>{m.title}</Link> <span className="quiet">{text(m.procedure_title)} · {text(m.state_title)}</span>
      {m.closed && <> <strong>{t("matter.outcomeIs", { outcome })}</strong></>}
    </li>
  );
}
