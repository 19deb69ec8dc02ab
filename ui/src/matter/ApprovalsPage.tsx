import { Skeleton } from "antd";
import { Link } from "react-router";
import type { Due, MatterRow } from "../api/types";
import { useDrafts } from "../draft/queries";
import { useModels } from "../model/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { Explained } from "./ClockList";
import { matterNumber } from "./columns";
import { DueTag } from "./DueTag";
import { useDue, useMatter, useMatters, useProcedure } from "./queries";
import { panelOf } from "./panel";
import { WaitingPapers } from "./WaitingPapers";
import { WaitingStep } from "./WaitingStep";

/** What waits for somebody: steps and papers, each with what was proposed and where to say yes or no, reasons for overdue deadlines, and models. */
export default function ApprovalsPage() {
  const { t } = useWords();
  return (
    <div className="approvals">
      <h1 className="visually-hidden">{t("matter.approvals")}</h1>
      <Queue waits="leader" />
      <Queue waits="committee" />
      <WaitingPapers state="review" />
      <WaitingPapers state="approved" />
      <WaitingPapers state="sealed" />
      <Reasons />
      <Models />
    </div>
  );
}

function Queue({ waits }: { waits: "leader" | "committee" }) {
  const { t } = useWords();
  const matters = useMatters({ waits, limit: 50, sort: "urgency" });
  const rows = matters.data?.items ?? [];
  return (
    <section className={panelOf(matters.isSuccess && rows.length === 0)} data-testid={`approvals-${waits}`}>
      <h2>{t(`matter.waits.${waits}`)} <span className="quiet figure">{rows.length}{matters.data?.next ? "+" : ""}</span></h2>
      {matters.isError && <FaultNotice error={matters.error} onRetry={() => void matters.refetch()} />}
      {matters.isPending && <Skeleton active style={{ padding: 12 }} />}
      {matters.isSuccess && rows.length === 0 && <p className="quiet panel-body">{t("matter.nothingWaits")}</p>}
      <ul>{rows.map((m) => <Item key={m.id} row={m} />)}</ul>
      {matters.data?.next && <p className="panel-body"><Link to={`/matters?which=${waits}`}>{t("matter.others")}</Link></p>}
    </section>
  );
}

function Item({ row }: { row: MatterRow }) {
  const { text } = useWords();
  const matter = useMatter(row.id);
  const procedure = useProcedure(row.procedure);
  return (
    <li className="approval panel-body" data-testid="approval">
      <p><Link to={`/matters/${row.id}`} className="subject">{row.title}</Link> <span className="quiet">{text(row.procedure_title)} {matterNumber(row)}</span> {row.next_due && <DueTag due={row.next_due} />}</p>
      {matter.isError && <FaultNotice error={matter.error} onRetry={() => void matter.refetch()} />}
      {matter.data && procedure.data ? <WaitingStep matter={matter.data} procedure={procedure.data} /> : <Skeleton active paragraph={{ rows: 1 }} />}
    </li>
  );
}

/** Reasons for overdue deadlines that wait for a leader. */
function Reasons() {
  const { t, text } = useWords();
  const due = useDue({ to_approve: true, limit: 50 });
  const rows = due.data?.items ?? [];
  return (
    <section className={panelOf(due.isSuccess && rows.length === 0)} data-testid="approvals-reasons">
      <h2>{t("matter.reasons")} <span className="quiet figure">{rows.length}{due.data?.next ? "+" : ""}</span></h2>
      {due.isError && <FaultNotice error={due.error} onRetry={() => void due.refetch()} />}
      {due.isPending && <Skeleton active style={{ padding: 12 }} />}
      {due.isSuccess && rows.length === 0 && <p className="quiet panel-body">{t("matter.nothingWaits")}</p>}
      <ul>{rows.map((d) => <li key={d.matter + d.n} className="approval panel-body" data-testid="reason"><p><Link to={`/matters/${d.matter}`} className="subject">{d.matter_title}</Link> <span className="quiet">{text(d.title)}</span> <DueTag due={d.due} /></p><Reason due={d} /></li>)}</ul>
    </section>
  );
}

function Reason({ due }: { due: Due }) {
  const matter = useMatter(due.matter);
  const term = matter.data?.course.terms.find((x) => x.deadline === due.deadline && x.due === due.due);
  if (matter.isError) return <FaultNotice error={matter.error} onRetry={() => void matter.refetch()} />;
  if (!matter.data) return <Skeleton active paragraph={{ rows: 1 }} />;
  return term ? <Explained term={term} matter={matter.data} waits /> : null;
}

/** Models that were submitted, for those who may judge them. */
function Models() {
  const { t, text } = useWords();
  const drafts = useDrafts();
  const models = useModels();
  const rows = drafts.data?.filter((d) => d.state === "review") ?? [];
  return (
    <section className={panelOf(drafts.isSuccess && rows.length === 0)} data-testid="approvals-models">
      <h2>{t("matter.models")} <span className="quiet figure">{rows.length}</span></h2>
      {drafts.isError && <FaultNotice error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {drafts.isPending && <Skeleton active style={{ padding: 12 }} />}
      {drafts.isSuccess && rows.length === 0 && <p className="quiet panel-body">{t("matter.nothingWaits")}</p>}
      <ul>
        {rows.map((d) => (
          <li key={d.id} className="approval panel-body" data-testid="approval-model">
            <p><Link to={`/drafts/${d.id}`} className="subject">{text(models.data?.find((m) => m.id === d.model)?.title) || d.model}</Link> <code className="quiet">{d.model}</code> <span className="quiet">{d.maker} · <span className="figure">{timeText(d.changed_at)}</span></span></p>
          </li>
        ))}
      </ul>
    </section>
  );
}
