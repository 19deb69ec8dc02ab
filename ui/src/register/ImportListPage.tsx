import { Button, Progress, Select, Skeleton, Table, Tag } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { ImportRow, Run } from "../api/types";
import { importsRecords } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useStandards } from "../standard/queries";
import { countText, dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useImports } from "./queries";
import "./register.css";

/** All imports: what came, from whom, by what right and until when it may be kept. */
export default function ImportListPage() {
  const { t, text } = useWords();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [standard, cursor] = [search.get("standard") ?? "", search.get("cursor") ?? ""];
  const role = useSession().data?.role;
  const imports = useImports(standard, cursor);
  const standards = useStandards({ kind: "register" });
  const next = imports.data?.next;
  return (
    <>
      <div className="tools">
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("imports.allSets")}
          aria-label={t("standard.name")}
          value={standard || undefined}
          onChange={(s) => setSearch(s ? { standard: s } : {})}
          options={(standards.data ?? []).map((s) => ({ value: s.name, label: text(s.title) }))}
          style={{ width: 220 }}
        />
        {importsRecords(role) && <Button type="primary" onClick={() => void navigate("/data/import")} data-testid="new-import">{t("imports.start")}</Button>}
      </div>
      {imports.isError && <FaultNotice error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {imports.data?.running && <Running run={imports.data.running} />}
      {imports.data && imports.data.items.length === 0 && <div className="notice"><h2>{t("imports.none")}</h2><p>{t("imports.noneSays")}</p></div>}
      {imports.data && imports.data.items.length > 0 && <section className="panel table-panel"><ImportTable rows={imports.data.items} /></section>}
      {imports.data && (cursor || next) && (
        <div className="tools">
          {cursor && <Button size="small" onClick={() => setSearch(standard ? { standard } : {})}>{t("list.first")}</Button>}
          <Button size="small" disabled={!next} onClick={() => next && setSearch({ ...(standard ? { standard } : {}), cursor: next })}>{t("list.next")}</Button>
        </div>
      )}
    </>
  );
}

function Running({ run }: { run: Run }) {
  const { t } = useWords();
  return (
    <section className="panel run-line" role="status">
      <Link to={`/data/import?run=${run.id}`}>{run.file}</Link>
      <span className="quiet">{t("imports.runningBy", { by: run.by })}</span>
      <Progress percent={100} status="active" showInfo={false} aria-label={t("shell.working")} />
    </section>
  );
}

function ImportTable({ rows }: { rows: ImportRow[] }) {
  const { t, text } = useWords();
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={rows}
      onRow={() => ({ "data-testid": "import-row" }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        { title: t("imports.at"), width: 122, render: (_, r) => <Link to={`/data/imports/${r.id}`} className="figure">{timeText(r.at)}</Link> },
        { title: t("standard.name"), width: 130, render: (_, r) => text(r.title) },
        { title: t("imports.agency"), width: 160, render: (_, r) => r.agency || <span className="quiet">—</span> },
        { title: t("imports.authorisation"), width: 150, render: (_, r) => r.authorisation || <span className="quiet">—</span> },
        { title: t("imports.purpose"), render: (_, r) => r.purpose || <span className="quiet">—</span> },
        { title: t("imports.count.added"), width: 72, align: "right", render: (_, r) => <span className="figure">{countText(r.counts.added)}</span> },
        { title: t("imports.count.quarantined"), width: 66, align: "right", render: (_, r) => <span className="figure">{countText(r.counts.quarantined)}</span> },
        { title: t("imports.retain"), width: 150, render: (_, r) => <Kept row={r} /> },
      ]}
    />
  );
}

/** Until when records may be kept, and whether that day is over or they are gone. */
function Kept({ row }: { row: ImportRow }) {
  const { t } = useWords();
  if (row.forgotten) return <Tag>{t("imports.forgotten", { at: dateText(row.forgotten.at) })}</Tag>;
  return (
    <>
      <span className="figure">{row.retain_until ? dateText(row.retain_until) : <span className="quiet">{t("imports.noLimit")}</span>}</span>{" "}
      {row.due && <Tag color="red">{t("imports.due")}</Tag>}
    </>
  );
}
