import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRecord } from "../admin/queries";
import { actorName, Details } from "../admin/RecordCells";
import type { AuditRow, Matter } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";

/** What the record says of the matter, the newest first, for those who may read the record. To read it is recorded too. */
export function AuditTab({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const [cursors, setCursors] = useState([""]);
  return (
    <div className="audit-tab" data-testid="matter-audit">
      <p className="quiet">{t("matter.auditSays")} <Link to={`/admin/looks?object=${encodeURIComponent(matter.id)}`}>{t("admin.whoLooked")}</Link> <Link to={`/admin/record?object=${encodeURIComponent(matter.id)}`}>{t("matter.auditWhole")}</Link></p>
      <ol className="history">
        {cursors.map((cursor, n) => <Entries key={cursor} object={matter.id} cursor={cursor} onMore={n === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined} />)}
      </ol>
    </div>
  );
}

/** One page of the record. */
function Entries({ object, cursor, onMore }: { object: string; cursor: string; onMore: ((next: string) => void) | undefined }) {
  const { t } = useWords();
  const record = useRecord({ object, newest: true, limit: 50, cursor });
  if (record.isError) return <li><FaultNotice error={record.error} onRetry={() => void record.refetch()} /></li>;
  if (!record.data) return <li><Skeleton active paragraph={{ rows: 3 }} /></li>;
  const next = record.data.next;
  return (
    <>
      {record.data.items.map((row) => <Entry key={row.id} row={row} />)}
      {record.data.items.length === 0 && <li className="quiet">{t("matter.auditNone")}</li>}
      {next && onMore && <li><Button size="small" onClick={() => onMore(next)}>{t("matter.auditMore")}</Button></li>}
    </>
  );
}

function Entry({ row }: { row: AuditRow }) {
  const { t, text } = useWords();
  return (
    <li data-kind={row.kind} data-testid="audit-entry">
      <div className="quiet figure">{timeText(row.at)} · {actorName(row.actor, row.display, t)}</div>
      <div>{text(row.says)} <Details detail={row.detail} /></div>
    </li>
  );
}
