import { Skeleton } from "antd";
import { Link } from "react-router";
import type { MatterRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { matterNumber } from "./columns";
import { DueTag } from "./DueTag";
import { useMatter, useMatters, useProcedure } from "./queries";
import { WaitingStep } from "./WaitingStep";

/** Steps that wait for an approval: each with what was proposed, and where to say yes or no. */
export default function ApprovalsPage() {
  const { t } = useWords();
  return (
    <div className="approvals">
      <h1 className="visually-hidden">{t("matter.approvals")}</h1>
      <Queue waits="leader" />
      <Queue waits="committee" />
    </div>
  );
}

function Queue({ waits }: { waits: "leader" | "committee" }) {
  const { t } = useWords();
  const matters = useMatters({ waits, limit: 50, sort: "-changed_at" });
  const rows = matters.data?.items ?? [];
  return (
    <section className="panel" data-testid={`approvals-${waits}`}>
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
