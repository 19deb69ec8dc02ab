import { Tag } from "antd";
import { pressure, today } from "../matter/clock";
import { useWords } from "../words/i18n";

/** Whose a clue is, and until when; the last three days press. */
export function HeldBy({ name, until }: { name: string; until: string }) {
  const { t } = useWords();
  if (!name || until < today()) return <span className="quiet">—</span>;
  const soon = pressure(until, "", today()) === "soon";
  return (
    <span data-testid="held" data-soon={soon}>
      {name}
      <br />
      {soon ? <Tag color="red" title={t("list.heldSoon")}><span className="figure">{until}</span></Tag> : <span className="figure quiet">{until}</span>}
    </span>
  );
}
