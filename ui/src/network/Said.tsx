import { useMemo } from "react";
import type { Network, NetworkEdge } from "../api/types";
import { amountText, countText } from "../words/format";
import { useWords } from "../words/i18n";
import { nameOf } from "./picture";

interface Props {
  view: Network;
  edges: NetworkEdge[];
  says: (e: NetworkEdge) => string;
  names: Map<string, string>;
}

/** How many sentences are written; the table has all. */
const most = 40;

/** The picture in plain sentences: what it begins with, the answer to the question, and what is related to what. */
export function Said({ view, edges, says, names }: Props) {
  const { t, language } = useWords();
  const kinds = useMemo(() => {
    const n = { person: 0, organisation: 0, agent: 0, case: 0 };
    for (const x of view.nodes) n[x.kind as keyof typeof n]++;
    return n;
  }, [view.nodes]);
  const start = view.nodes.filter((n) => n.steps === 0);
  const about = view.nodes.filter((n) => n.clues.length > 0);
  const first = useMemo(() => [...edges].sort((a, b) => Number(touches(b, view.start)) - Number(touches(a, view.start))), [edges, view.start]);
  const list = (all: string[]) => new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(all);
  return (
    <div className="panel-body said" data-testid="network-said">
      <p>{t("network.counted", { shown: countText(view.nodes.length), total: countText(view.total), ...kinds })}</p>
      <p>{t("network.startsWith", { names: list(start.slice(0, 5).map(nameOf)), n: start.length })}</p>
      {view.path && (
        <p data-testid="network-path">{view.path.found ? t("network.way", { n: view.path.nodes.length - 1, way: view.path.nodes.map((id) => names.get(id) ?? id).join(" → ") }) : t("network.noWay")}</p>
      )}
      {view.path && view.path.hubs.length > 0 && <p className="quiet">{t("network.hubs", { names: list(view.path.hubs) })}</p>}
      {view.rings.map((r) => (
        <p key={r.records.join()}>{t("network.ring", { way: [...r.nodes, r.nodes[0] ?? ""].map((id) => names.get(id) ?? id).join(" → "), from: r.days[0] ?? "", to: r.days.at(-1) ?? "", amount: amountText(r.amounts[0] ?? 0, language) })}</p>
      ))}
      {!view.whole && <p className="quiet">{t("network.notWhole")}</p>}
      {about.length > 0 && <p>{t("network.cluesAbout", { n: about.length, names: list(about.slice(0, 5).map(nameOf)) })}</p>}
      <h3>{t("network.related")}</h3>
      {edges.length === 0 && <p className="quiet">{t("network.noRelation")}</p>}
      <ul className="said-list">{first.slice(0, most).map((e, i) => <li key={i}>{says(e)}</li>)}</ul>
      {edges.length > most && <p className="quiet">{t("network.inTable", { n: edges.length - most })}</p>}
    </div>
  );
}

const touches = (e: NetworkEdge, start: string[]): boolean => start.includes(e.from) || start.includes(e.to);
