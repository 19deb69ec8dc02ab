import { Alert, Button, Input, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { Decision, IdentityPair, Verdict } from "../api/types";
import { Chart } from "../chart/Chart";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { barHeight, bars, bitsChart, bitsText, sameText } from "./bits";
import { useDecide, usePair } from "./queries";
import { useVerdictKeys } from "./useVerdictKeys";

interface Props {
  id: string;
  purpose: string;
  decision: Decision | undefined;
  onDecided: () => void;
}

/** One pair: both records side by side, how the evidence adds up, and the decision. */
export function PairPanel({ id, purpose, decision, onDecided }: Props) {
  const pair = usePair(id, purpose);
  if (pair.isError) return <FaultNotice error={pair.error} onRetry={() => void pair.refetch()} />;
  if (!pair.data) return <Skeleton active className="panel panel-body" />;
  return (
    <div className="stack">
      <section className="panel"><Compare pair={pair.data} /></section>
      <section className="panel panel-body"><Weights pair={pair.data} /></section>
      <Decide pair={pair.data} decision={decision} onDecided={onDecided} />
    </div>
  );
}

function Compare({ pair }: { pair: IdentityPair }) {
  const { t, text } = useWords();
  const say = useCodes();
  // Of a code nothing is shown where it is masked: its first letter would tell it.
  const shown = (trait: string, cell: IdentityPair["rows"][number]["left"]) => (trait !== "sex" || cell.text === "" ? cell.text : cell.masked ? "***" : say("sex", cell.text));
  return (
    <table className="compare">
      <thead>
        <tr><th>{t("identity.trait")}</th><th>{text(pair.left.title)}</th><th>{text(pair.right.title)}</th><th>{t("identity.level")}</th><th>{t("identity.bits")}</th></tr>
      </thead>
      <tbody>
        {pair.rows.map((r) => {
          const differs = r.left.text !== "" && r.right.text !== "" && (r.left.masked ? r.bits < 0 : !sameText(r.left.text, r.right.text));
          return (
            <tr key={r.trait} className={differs ? "differs" : undefined}>
              <th scope="row">{say("trait", r.trait)}</th>
              <td className={r.left.masked ? "quiet" : undefined}>{shown(r.trait, r.left) || "—"}</td>
              <td className={r.right.masked ? "quiet" : undefined}>{shown(r.trait, r.right) || "—"}</td>
              <td>{text(r.level)}</td>
              <td className={`figure ${r.bits > 0 ? "down" : r.bits < 0 ? "up" : "quiet"}`}>{r.bits === 0 ? "0" : bitsText(r.bits)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Weights({ pair }: { pair: IdentityPair }) {
  const { t, language } = useWords();
  const say = useCodes();
  const all = useMemo(
    () => bars(pair.prior, pair.rows.map((r) => ({ name: say("trait", r.trait), bits: r.bits })), pair.bits, { prior: t("identity.prior"), total: t("identity.sum") }),
    [pair, language],
  );
  const option = useMemo(() => bitsChart(all), [all]);
  return (
    <>
      <p>{t("identity.probability", { p: (Math.floor(pair.probability * 1000) / 10).toFixed(1), bits: bitsText(pair.bits) })} <span className="quiet">{t(`identity.why.${pair.why}`)}</span></p>
      <Chart option={option} height={all.length * barHeight + 26} label={all.map((b) => `${b.name} ${bitsText(b.to - b.from)}`).join("; ")} testId="bits" />
    </>
  );
}

/** The clues that stand on who the two are. */
function Touched({ clues }: { clues: IdentityPair["clues"] }) {
  const { t, text } = useWords();
  if (clues.length === 0) return <p className="quiet">{t("identity.noClues")}</p>;
  return (
    <>
      <p>{t("identity.clues", { n: clues.length })}</p>
      <ul className="pair-clues" data-testid="pair-clues">
        {clues.map((c) => <li key={c.id}><Link to={`/clues/${c.id}`}>{text(c.model)} · {c.subject}</Link> <span className="figure">{c.risk.toFixed(2)}</span></li>)}
      </ul>
    </>
  );
}

/** Asks for the verdict; arrow keys give it. */
function Decide({ pair, decision, onDecided }: { pair: IdentityPair; decision: Decision | undefined; onDecided: () => void }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const decide = useDecide();
  const [reason, setReason] = useState("");
  const give = (verdict: Verdict) => {
    if (!decide.isPending) decide.mutate({ id: pair.id, verdict, reason: reason.trim() || t(`identity.usual.${verdict}`) }, { onSuccess: onDecided });
  };
  useVerdictKeys(give);
  const joins = pair.left.entity === pair.right.entity ? t("identity.splits") : t("identity.joins", { left: countText(pair.left.mentions), right: countText(pair.right.mentions) });
  return (
    <section className="panel panel-body decide-pair">
      <p className="quiet">{joins} {t("identity.takesEffect")}</p>
      <Touched clues={pair.clues} />
      {decision && <Alert type="info" showIcon title={t("identity.decided", { by: decision.by, reason: decision.reason })} />}
      <Input value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} placeholder={t("identity.reason")} aria-label={t("identity.reason")} data-testid="identity-reason" />
      <div className="tools">
        <Button loading={decide.isPending} onClick={() => give("different")} data-testid="different">← {t("identity.verdict.different")}</Button>
        <Button onClick={() => give("unsure")} data-testid="unsure">↓ {t("identity.verdict.unsure")}</Button>
        <Button type="primary" onClick={() => give("same")} data-testid="same">{t("identity.verdict.same")} →</Button>
        <span className="quiet">{t("identity.keys")}</span>
      </div>
      {decide.isError && <Alert type="error" showIcon title={sentence(decide.error)} />}
    </section>
  );
}
