import { Select, Skeleton } from "antd";
import { useState } from "react";
import type { Comparison, Paper, PaperVersion } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useComparison, usePaperVersions } from "./queries";

/** Two versions of a paper side by side: what was taken out is marked on the left, what came in on the right. */
export function PaperCompare({ matter, paper }: { matter: string; paper: Paper }) {
  const { t } = useWords();
  const versions = usePaperVersions(matter, paper.id, paper.version);
  const [from, setFrom] = useState(Math.max(1, paper.version - 1));
  const [to, setTo] = useState(paper.version);
  const compared = useComparison(matter, paper.id, from, to);
  const name = (v: PaperVersion) => t("matter.paperBy", { n: v.n, by: v.by, at: timeText(v.at) });
  const options = (versions.data ?? []).map((v) => ({ value: v.n, label: name(v) }));
  return (
    <div className="paper-compare" data-testid="paper-compare">
      <p className="paper-sides">
        <Select size="small" aria-label={t("matter.versionBefore")} value={from} onChange={setFrom} options={options} />
        <Select size="small" aria-label={t("matter.versionAfter")} value={to} onChange={setTo} options={options} />
      </p>
      {versions.isError && <FaultNotice error={versions.error} onRetry={() => void versions.refetch()} />}
      {compared.isError && <FaultNotice error={compared.error} onRetry={() => void compared.refetch()} />}
      {compared.isPending && <Skeleton active />}
      {compared.data && <Sides compared={compared.data} />}
    </div>
  );
}

function Sides({ compared: c }: { compared: Comparison }) {
  const { t } = useWords();
  return (
    <>
      <p className="quiet" role="status" data-testid="paper-changed">{c.changed === 0 ? t("matter.versionsSame") : t("matter.versionsDiffer", { n: c.changed })}</p>
      <table>
        <tbody>
          {c.paragraphs.map((p, i) => (
            <tr key={i} data-kind={p.kind}>
              <td>{p.words.filter((w) => w.kind !== "added").map((w, k) => (w.kind === "removed" ? <del key={k}>{w.text}</del> : <span key={k}>{w.text}</span>))}</td>
              <td>{p.words.filter((w) => w.kind !== "removed").map((w, k) => (w.kind === "added" ? <ins key={k}>{w.text}</ins> : <span key={k}>{w.text}</span>))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
