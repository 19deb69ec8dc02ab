import { Skeleton } from "antd";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { Link } from "react-router";
import type { Clue, NetworkEdge } from "../api/types";
import { confidence } from "../network/NodeCard";
import { nameOf } from "../network/picture";
import { useNetwork } from "../network/queries";
import { useSays } from "../network/useSays";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import "../network/network.css";

const Canvas = lazy(() => import("../network/Canvas"));
const nothing = new Set<string>();

/** Who and which cases: the entities with how sure their identity is, the cases, and a small network. */
export function WhoColumn({ clue, onOpen }: { clue: Clue; onOpen: (document: string) => void }) {
  const { t } = useWords();
  const question = useMemo(() => ({ clue: clue.id, steps: 1, limit: 30 }), [clue.id]);
  const found = useNetwork(question);
  const [chosen, setChosen] = useState<string>();
  const names = useMemo(() => new Map((found.data?.nodes ?? []).map((n) => [n.id, nameOf(n)])), [found.data]);
  const { says, kindName } = useSays(names);
  const edgeName = useCallback((e: NetworkEdge) => kindName(e.kind), [kindName]);
  if (found.isError) return <FaultNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active style={{ padding: 12 }} />;
  const { nodes, edges, total } = found.data;
  const entities = nodes.filter((n) => n.kind !== "case");
  const near = chosen ? edges.filter((e) => e.from === chosen || e.to === chosen) : [];
  return (
    <div className="panel-body small-network" data-testid="clue-who">
      <p className="quiet">{t("network.smallSays")} · <span className="figure">{t("network.shown", { shown: countText(nodes.length), total: countText(total) })}</span> · <Link to={`/network?clue=${clue.id}`} data-testid="open-network">{t("network.smallOpen")}</Link></p>
      <div className="network-space" role="img" aria-label={t("network.pictureSays", { total: nodes.length, relations: edges.length })}>
        <Suspense fallback={<Skeleton active style={{ padding: 12 }} />}>
          <Canvas nodes={nodes} edges={edges} marked={nothing} edgeName={edgeName} fit={0} onNode={setChosen} />
        </Suspense>
      </div>
      {chosen && <ul aria-live="polite">{near.slice(0, 8).map((e, i) => <li key={i}>{says(e)}</li>)}</ul>}
      <h3>{t("network.nodes")}</h3>
      <ul className="who-list">
        {entities.map((n) => (
          <li key={n.id}>
            <button type="button" className="plain-button link-button" aria-pressed={n.id === chosen} onClick={() => setChosen(n.id)}>{nameOf(n)}</button>{" "}
            <span className="quiet">{t(`network.nodeKind.${n.kind}`)} · {t("network.mentions", { n: countText(n.mentions) })} · {n.least >= 1 ? t("network.certain") : t("network.confidence", { p: confidence(n.least) })}</span>{" "}
            {n.mentions > 1 && n.kind !== "agent" && <Link to={`/identities?which=merged&entity=${encodeURIComponent(n.id)}`} data-testid="check-identity">{t("identity.check")}</Link>}
          </li>
        ))}
      </ul>
      <h3>{t("clue.cases")}</h3>
      <ul className="who-list">
        {(clue.documents ?? []).map((d) => <li key={d.id}><button type="button" className="plain-button link-button figure" onClick={() => onOpen(d.id)} data-testid="open-case">{d.case_no}</button> <span className="quiet">{d.court} {d.cause} {d.decided_on}</span></li>)}
      </ul>
    </div>
  );
}
