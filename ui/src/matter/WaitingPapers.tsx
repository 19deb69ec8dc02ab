import { Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { WaitingPaper } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { PaperMoves } from "./PaperMoves";
import { PaperText } from "./PaperText";
import { type PaperWaits, useMatter, useWaitingPapers } from "./queries";
import { panelOf } from "./panel";

/** Papers of all matters that wait for one thing. A paper is read before anything is done with it: opening it is a look at its matter. */
export function WaitingPapers({ state }: { state: PaperWaits }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const papers = useWaitingPapers({ state, limit: all ? 200 : 50 });
  const rows = papers.data?.items ?? [];
  return (
    <section className={panelOf(papers.isSuccess && rows.length === 0)} data-testid={`approvals-papers-${state}`}>
      <h2>{t(`matter.papersWait.${state}`)} <span className="quiet figure">{rows.length}{papers.data?.next ? "+" : ""}</span></h2>
      {papers.isError && <FaultNotice error={papers.error} onRetry={() => void papers.refetch()} />}
      {papers.isPending && <Skeleton active style={{ padding: 12 }} />}
      {papers.isSuccess && rows.length === 0 && <p className="quiet panel-body">{t("matter.noPaperWaits")}</p>}
      <ul>{rows.map((p) => <Item key={p.paper} row={p} />)}</ul>
      {papers.data?.next && !all && <p className="panel-body"><button type="button" className="plain-button paper-link" onClick={() => setAll(true)}>{t("matter.morePapers")}</button></p>}
    </section>
  );
}

function Item({ row }: { row: WaitingPaper }) {
  const { t, text } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <li className="approval panel-body" data-testid="waiting-paper" data-paper={row.paper}>
      <p>
        <button type="button" className="plain-button subject" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="open-paper">{text(row.title)}</button> {row.number && <span className="figure">{row.number}</span>}
        <span className="quiet"> <Link to={`/matters/${row.matter}?tab=papers`}>{row.matter_title}</Link> {t("matter.paperBy", { by: row.by, at: timeText(row.made_at), n: row.version })}</span>
      </p>
      {row.own && row.state === "review" && <p className="quiet">{t("matter.ownPaper")}</p>}
      {open && <Opened row={row} />}
    </li>
  );
}

function Opened({ row }: { row: WaitingPaper }) {
  const { t } = useWords();
  const matter = useMatter(row.matter);
  const paper = matter.data?.papers.find((p) => p.id === row.paper);
  if (matter.isError) return <FaultNotice error={matter.error} onRetry={() => void matter.refetch()} />;
  if (!matter.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (!paper) return <p className="quiet">{t("matter.noPaper")}</p>;
  return (
    <>
      <PaperText paper={paper} />
      <PaperMoves paper={paper} matter={matter.data} />
    </>
  );
}
