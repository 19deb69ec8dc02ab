import { Alert, Button, Tooltip } from "antd";
import { Link, useLocation, useNavigate } from "react-router";
import { WhoLookedLink } from "../admin/WhoLookedLink";
import type { Clue } from "../api/types";
import { exportsClues } from "../session/pages";
import { useSession } from "../session/queries";
import { amountText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { KindName } from "./KindName";
import { RiskFigure } from "./RiskFigure";
import { StateTag } from "./StateTag";

/** Left by the list, so that one can go on to the next clue without returning. */
interface From {
  ids?: string[];
  list?: string;
}

/** Whom the clue is about, how strong it is, where it came from, and where it stands. */
export function ClueHeader({ clue }: { clue: Clue }) {
  const { t, text, language } = useWords();
  const [found, changed] = [dateText(clue.found_at), dateText(clue.changed_at)];
  const role = useSession().data?.role;
  const from = useLocation().state as From | null;
  const fact = (name: string, value: React.ReactNode) => (
    <div><dt>{name}</dt><dd>{value}</dd></div>
  );
  return (
    <header className="clue-head">
      <div className="clue-line">
        <Link to={`/clues${from?.list ?? ""}`}>← {t("clue.back")}</Link>
        <h1>{clue.subject.name}</h1>
        <span className="quiet"><KindName kind={clue.subject.kind} />{clue.members > 0 && ` · ${t("cluster.more", { n: clue.members })}`}</span>
        <StateTag state={clue.state} reopened={clue.reopened} stale={clue.stale} />
        <dl>
          {fact(t("clue.risk"), <RiskFigure risk={clue.risk} />)}
          {clue.probability.value > 0 && fact(t("clue.probability"), <Tooltip title={text(clue.probability.basis)}><span className="figure" tabIndex={0} data-testid="probability">{Math.round(clue.probability.value * 100)}%{clue.probability.n === 0 && <span className="quiet"> {t("clue.uncalibrated")}</span>}</span></Tooltip>)}
          {fact(t("clue.model"), <>{text(clue.model_title)} <span className="quiet">v{clue.model_version}</span></>)}
          {fact(t("clue.cases"), <span className="figure">{clue.cases}</span>)}
          {fact(t("clue.amount"), <span className="figure">{amountText(clue.amount || null, language)}</span>)}
          {clue.holder && fact(t("keep.holder"), <span data-testid="clue-holder">{clue.holder_name} <span className="quiet figure">{t("keep.to", { until: clue.held_until })}</span></span>)}
          {clue.aside_until && fact(t("keep.way.aside"), <span className="figure" data-testid="clue-aside">{t("keep.to", { until: clue.aside_until })}</span>)}
          {fact(t("clue.snapshot"), <span className="figure" title={clue.snapshot}>{clue.snapshot.slice(0, 8)}</span>)}
          {fact(t("clue.foundAt"), <span className="figure">{found}</span>)}
          {changed !== found && fact(t("clue.changedAt"), <span className="figure">{changed}</span>)}
        </dl>
        {exportsClues(role) && <Link to={`/clues/${clue.id}/report`} data-testid="open-report">{t("report.open")}</Link>}
        <WhoLookedLink object={clue.id} />
        <Neighbours id={clue.id} from={from} />
      </div>
      {clue.reopened && <Alert banner type="warning" showIcon title={t("clue.reopened")} />}
      {clue.stale && <Alert banner type="info" showIcon title={t("clue.stale")} />}
    </header>
  );
}

function Neighbours({ id, from }: { id: string; from: From | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const at = from?.ids?.indexOf(id) ?? -1;
  if (!from?.ids || at < 0) return null;
  const go = (to: string | undefined) => to && void navigate(`/clues/${to}`, { state: from });
  return (
    <span className="neighbours">
      <Button size="small" disabled={at === 0} onClick={() => go(from.ids?.[at - 1])}>{t("clue.previous")}</Button>
      <Button size="small" disabled={at === from.ids.length - 1} onClick={() => go(from.ids?.[at + 1])}>{t("clue.next")}</Button>
    </span>
  );
}
