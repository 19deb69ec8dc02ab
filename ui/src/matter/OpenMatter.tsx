import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import { factsOf } from "./facts";
import { OpenMatterDrawer } from "./OpenMatterDrawer";
import { useMatters } from "./queries";

/** The matters that a clue led to, and the way to open one on it. */
export function OpenMatter({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  const role = useSession().data?.role;
  const matters = useMatters({ clue: clue.id, limit: 20 }, opensMatters(role));
  const [opening, setOpening] = useState(false);
  if (!opensMatters(role)) return <p className="quiet">{t("matter.notYours")}</p>;
  return (
    <>
      <ul>{(matters.data?.items ?? []).map((m) => <li key={m.id}><Link to={`/matters/${m.id}`}>{m.title}</Link> <span className="quiet">{text(m.procedure_title)} · {text(m.state_title)}</span></li>)}</ul>
      {clue.state === "screening" || clue.state === "accepted" ? (
        <Button onClick={() => setOpening(true)} data-testid="open-on-clue">{t("matter.openOnClue")}</Button>
      ) : (
        <p className="quiet">{t("matter.screenFirst")}</p>
      )}
      {opening && <OpenMatterDrawer clue={{ id: clue.id, title: t("matter.titleOfClue", { subject: clue.subject.name, model: text(clue.model_title) }), facts: factsOf(clue.documents) }} onClose={() => setOpening(false)} />}
    </>
  );
}
