import type { Division, FigureReport } from "../api/types";
import { useWords } from "../words/i18n";
import { Rows } from "./FigureGroups";
import type { Drill } from "./RowsDrawer";

interface Props {
  report: FigureReport;
  onDrill: (drill: Drill) => void;
  onOffice: (office: string) => void;
}

/** Each office as a tile, in the order of the codes of their divisions: no borders, no places. */
export function DivisionTiles({ report, onDrill, onOffice }: Props) {
  const { t } = useWords();
  return (
    <section className="panel" aria-label={t("leader.divisions")}>
      <h2>{t("leader.divisions")}</h2>
      <p className="quiet panel-body">{t("leader.divisionsSay")}</p>
      <ul className="leader-tiles">{report.divisions.map((d) => <Tile key={d.id} division={d} onDrill={onDrill} onOffice={onOffice} chosen={d.id === report.office} />)}</ul>
    </section>
  );
}

function Tile({ division: d, onDrill, onOffice, chosen }: { division: Division; onDrill: Props["onDrill"]; onOffice: Props["onOffice"]; chosen: boolean }) {
  const { t } = useWords();
  const row = (name: string, set: string, n: number) => (
    <div><dt>{name}</dt><dd className="figure"><Rows n={n} name={`${d.name} ${name}`} onOpen={() => onDrill({ set, title: `${d.name} · ${name}`, office: d.id })} /></dd></div>
  );
  return (
    <li className="leader-tile" data-level={d.level} data-testid="division">
      <h3>{chosen ? d.name : <button type="button" className="plain-button leader-rows" onClick={() => onOffice(d.id)}>{d.name}</button>} <span className="quiet figure">{d.division}</span></h3>
      <dl>
        {row(t("leader.found"), "clues-found", d.found)}
        {row(t("leader.opened"), "matters-opened", d.opened)}
        {row(t("leader.remedied"), "remedies", d.remedied)}
        {row(t("leader.overdue"), "terms-overdue", d.overdue)}
      </dl>
    </li>
  );
}
