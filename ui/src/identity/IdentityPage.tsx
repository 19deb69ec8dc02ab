import { Button, Input, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { PairRow } from "../api/types";
import { PurposeBar } from "../intake/PurposeBar";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { DecisionList } from "./DecisionList";
import { inForce } from "./decisions";
import { PairPanel } from "./PairPanel";
import { useDecisions, useIdentities } from "./queries";
import { RenewalPanel } from "./RenewalPanel";
import "../data/data.css";
import "../intake/intake.css";
import "./identity.css";

const kinds = ["person", "organisation"] as const;

/** Pairs that linkage leaves to people: on the left the list, on the right the pair at hand. */
export default function IdentityPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const at = (name: string) => search.get(name) ?? "";
  const set = (fields: Record<string, string>) => setSearch((old) => Object.fromEntries(Object.entries({ ...Object.fromEntries(old), ...fields }).filter(([, v]) => v)));
  const kind = isOneOf(kinds, at("kind")) ? (at("kind") as (typeof kinds)[number]) : "";
  const merged = at("which") === "merged";
  const pairs = useIdentities({ q: at("q"), kind, merged, entity: at("entity"), cursor: at("cursor") });
  const begun = !merged || at("q") !== "" || at("entity") !== "";
  const decisions = useDecisions();
  const [purpose, setPurpose] = useState("");
  const rows = begun ? (pairs.data?.items ?? []) : [];
  const chosen = rows.find((r) => r.id === at("pair")) ?? rows[0];
  const next = () => {
    const after = rows[rows.findIndex((r) => r.id === chosen?.id) + 1];
    if (after) set({ pair: after.id });
  };
  return (
    <div className="page identity-page">
      <header className="page-head">
        <h1 className="page-title">{t("identity.title")}</h1>
        <span className="quiet">{t("identity.lead")}</span>
      </header>
      <search className="tools">
        <Segmented value={merged ? "merged" : "open"} onChange={(which) => set({ which: which === "merged" ? which : "", cursor: "", pair: "", entity: "" })} options={(["open", "merged"] as const).map((w) => ({ value: w, label: <span data-testid={`pairs-${w}`}>{t(`identity.which.${w}`)}</span> }))} />
        <Input.Search allowClear defaultValue={at("q")} onSearch={(q) => set({ q, cursor: "", pair: "", entity: "" })} placeholder={t("identity.search")} aria-label={t("identity.search")} style={{ width: 280 }} />
        <Segmented value={kind} onChange={(k) => set({ kind: k, cursor: "", pair: "" })} options={[{ value: "", label: t("standard.kinds.all") }, ...kinds.map((k) => ({ value: k, label: t(`subject.${k}`) }))]} />
        {merged && at("entity") && <Tag closable onClose={() => set({ entity: "", pair: "", cursor: "" })}>{t("identity.ofEntity")}</Tag>}
        {begun && pairs.data?.linked && <span className="quiet">{merged ? t("identity.mergedTotal", { n: countText(pairs.data.total) }) : t("identity.total", { n: countText(pairs.data.total) })}</span>}
      </search>
      <PurposeBar purpose={purpose} onPurpose={setPurpose} />
      <RenewalPanel decisions={decisions.data ?? []} />
      {pairs.isError && <FaultNotice error={pairs.error} onRetry={() => void pairs.refetch()} />}
      {!begun && <div className="notice"><h2>{t("identity.mergedBegin")}</h2><p>{t("identity.mergedBeginSays")}</p></div>}
      {begun && pairs.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {begun && pairs.data && !pairs.data.linked && <div className="notice"><h2>{t("identity.notLinked")}</h2><p>{t("identity.notLinkedSays")}</p><code>mingjian link</code></div>}
      {begun && pairs.data?.linked && rows.length === 0 && <div className="notice"><h2>{merged ? t("identity.mergedNone") : t("identity.none")}</h2></div>}
      {chosen && (
        <div className="identity-grid">
          <nav className="panel pair-list" aria-label={t("identity.list")}>
            <ul>{rows.map((r) => <PairItem key={r.id} row={r} current={r.id === chosen.id} decided={inForce(decisions.data ?? [], r)?.verdict} onOpen={() => set({ pair: r.id })} />)}</ul>
            <div className="tools pair-pages">
              {at("cursor") && <Button size="small" onClick={() => set({ cursor: "", pair: "" })}>{t("list.first")}</Button>}
              <Button size="small" disabled={!pairs.data?.next} onClick={() => set({ cursor: pairs.data?.next ?? "", pair: "" })}>{t("list.next")}</Button>
            </div>
          </nav>
          <PairPanel key={chosen.id} id={chosen.id} purpose={purpose} decision={inForce(decisions.data ?? [], chosen)} onDecided={next} />
        </div>
      )}
      <DecisionList decisions={decisions.data ?? []} />
    </div>
  );
}

function PairItem({ row, current, decided, onOpen }: { row: PairRow; current: boolean; decided?: string; onOpen: () => void }) {
  const { t, text } = useWords();
  const merged = row.left.entity === row.right.entity;
  const words = ["same", "different", "unsure"] as const;
  return (
    <li>
      <button type="button" className="plain-button pair-item" aria-current={current || undefined} onClick={onOpen} data-testid="pair" data-pair={row.id}>
        <span className="pair-names">{row.left.name || "—"}{!merged && <> <span className="quiet">/</span> {row.right.name || "—"}</>}</span>
        <span className="figure">{Math.floor(row.probability * 100)}%</span>
        <span className="quiet">{text(row.left.title)} / {text(row.right.title)}</span>
        <span className="quiet">{t(`identity.why.${row.why}`)}{decided && isOneOf(words, decided) && ` · ${t(`identity.verdict.${decided}`)}`}</span>
      </button>
    </li>
  );
}
