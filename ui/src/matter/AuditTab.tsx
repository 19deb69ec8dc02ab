import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRecord } from "../admin/queries";
import { actorName, Details } from "../admin/RecordCells";
import type { AuditRow, Matter, Procedure } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { whatIs } from "./what";

/** What the record says of the matter, the newest first, for those who may read the record. To read it is recorded too. */
export function AuditTab({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const named = whatIs(matter, procedure, text);
  const words = (id: string) => named(id) || (/^[a-z]-[0-9a-f-]{16,}$/.test(id) ? "" : id);
  const [cursors, setCursors] = useState([""]);
  return (
    <div className="audit-tab" data-testid="matter-audit">
      <p className="quiet">{t("matter.auditSays")} <Link to={`/admin/looks?object=${encodeURIComponent(matter.id)}`}>{t("admin.whoLooked")}</Link> <Link to={`/admin/record?object=${encodeURIComponent(matter.id)}`}>{t("matter.auditWhole")}</Link></p>
      <ol className="history">
        {cursors.map((cursor, n) => <Entries key={cursor} words={words} object={matter.id} cursor={cursor} onMore={n === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined} />)}
      </ol>
    </div>
  );
}

/** One page of the record. */
function Entries({ words, object, cursor, onMore }: { words: (id: string) => string; object: string; cursor: string; onMore: ((next: string) => void) | undefined }) {
  const { t } = useWords();
  const record = useRecord({ object, newest: true, limit: 50, cursor });
  if (record.isError) return <li><FaultNotice error={record.error} onRetry={() => void record.refetch()} /></li>;
  if (!record.data) return <li><Skeleton active paragraph={{ rows: 3 }} /></li>;
  const next = record.data.next;
  return (
    <>
      {record.data.items.map((row) => <Entry key={row.id} row={row} words={words} />)}
      {record.data.items.length === 0 && <li className="quiet">{t("matter.auditNone")}</li>}
      {next && onMore && <li><Button size="small" onClick={() => onMore(next)}>{t("matter.auditMore")}</Button></li>}
    </>
  );
}

function Entry({ row, words }: { row: AuditRow; words: (id: string) => string }) {
  const { t, text } = useWords();
  return (
    <li data-kind={row.kind} data-testid="audit-entry">
      <div className="quiet figure">{timeText(row.at)} · {actorName(row.actor, row.display, t)}</div>
      <div>{text(row.says)} <Details detail={row.detail} words={words} /></div>
    </li>
  );
}
