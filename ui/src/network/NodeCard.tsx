import { Button } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { NetworkNode } from "../api/types";
import { RiskFigure } from "../clue/RiskFigure";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { nameOf } from "./picture";
import { useSays } from "./useSays";

interface Props {
  node: NetworkNode;
  /** How often a node was chosen; with every choice the card takes the focus. */
  choices: number;
  busy: boolean;
  full: boolean;
  onOpen: (kinds?: string[]) => void;
  onHide: () => void;
}

const none = new Map<string, string>();

/** One node: what it is, how sure that is, clues about it, and its relations by kind, each of which can be opened. */
export function NodeCard({ node, choices, busy, full, onOpen, onHide }: Props) {
  const { t, text } = useWords();
  const { kindName } = useSays(none);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [choices]);
  return (
    <div className="panel-body node-card" data-testid="network-node">
      <h2 ref={head} tabIndex={-1}>{nameOf(node)}</h2>
      <p className="quiet">
        {t(`network.nodeKind.${node.kind}`)} {node.detail} {node.decided}
        {node.kind !== "case" && <> · {t("network.mentions", { n: countText(node.mentions) })} · {node.least >= 1 ? t("network.certain") : t("network.confidence", { p: confidence(node.least) })}</>}
      </p>
      {node.masked && <p className="quiet">{t("network.nameMasked")}</p>}
      {node.clues.length > 0 && (
        <>
          <h3>{t("network.clues")}</h3>
          <ul>{node.clues.map((c) => <li key={c.id}><RiskFigure risk={c.risk} /> <Link to={`/clues/${c.id}`}>{text(c.model)}</Link></li>)}</ul>
        </>
      )}
      <h3>{t("network.open")}</h3>
      {full && <p className="quiet">{t("network.full")}</p>}
      <ul className="node-kinds">
        {node.counts.map((k) => (
          <li key={k.kind}>
            <Button size="small" disabled={busy || full || k.shown >= k.of} onClick={() => onOpen([k.kind])} data-testid="network-open" data-kind={k.kind}>
              {kindName(k.kind)} <span className="figure">{t("network.of", { shown: countText(k.shown), total: countText(k.of) })}</span>
            </Button>
          </li>
        ))}
      </ul>
      <p className="node-acts">
        <Button size="small" onClick={onHide}>{t("network.hide")}</Button>
        <Link to={`/network?node=${encodeURIComponent(node.id)}`}>{t("network.fromHere")}</Link>
        {(node.kind === "person" || node.kind === "organisation") && <Link to={`/identities?which=merged&entity=${encodeURIComponent(node.id)}`}>{t("identity.check")}</Link>}
        {node.kind !== "case" && <Link to={`/network?node=${encodeURIComponent(node.id)}&asks=agent`}>{t("network.asks.agent")}</Link>}
        {node.kind !== "case" && <Link to={`/network?node=${encodeURIComponent(node.id)}&asks=money`}>{t("network.asks.money")}</Link>}
      </p>
    </div>
  );
}

/** The smallest probability that a mention is this entity, cut and never rounded up to certainty. */
export const confidence = (p: number): string => (p >= 1 ? "1" : (Math.floor(p * 1000) / 1000).toFixed(3));
