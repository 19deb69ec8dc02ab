import { CloseOutlined } from "@ant-design/icons";
import { DatePicker, Input, Select, Skeleton, Table } from "antd";
import dayjs from "dayjs";
import { useSearchParams } from "react-router";
import type { AuditQuery, AuditRow } from "../api/types";
import { Pager } from "../clue/Pager";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { kinds } from "./kinds";
import { KindTag } from "./KindTag";
import { actorName, Details, ObjectName } from "./RecordCells";
import { useRecord, useVerbs } from "./queries";
import { VerifyCard } from "./VerifyCard";

/** Who did what, the newest first, found by sort of act, person, thing and day; and whether the log is whole. */
export default function RecordPage() {
  const { t, text } = useWords();
  const [search, setSearch] = useSearchParams();
  const verbs = useVerbs();
  const get = (key: string) => search.get(key) ?? "";
  const trail = get("trail") ? get("trail").split(" ") : [];
  const record = useRecord(asQuery(search, trail.at(-1)));
  const rows = record.data?.items ?? [];
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    next.delete("trail");
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    setSearch(next);
  };
  const kind = get("kind");
  return (
    <div className="record-page">
      <h1 className="visually-hidden">{t("admin.record")}</h1>
      <VerifyCard />
      <div className="filters">
        <div className="matter-which" role="group" aria-label={t("admin.kind")}>
          {["", ...kinds].map((k) => (
            <button key={k} type="button" className="plain-button chip" data-kind={k} aria-pressed={kind === k} onClick={() => set({ kind: k, verb: "" })} data-testid={`kind-${k || "any"}`}>
              {k === "" ? t("admin.everyKind") : t(`admin.kindOf.${k as (typeof kinds)[number]}`)}
            </button>
          ))}
        </div>
        <Select
          allowClear showSearch={{ optionFilterProp: "label" }} aria-label={t("admin.act")} placeholder={t("admin.act")} style={{ width: 170 }} value={get("verb") || undefined}
          onChange={(v?: string) => set({ verb: v ?? "" })}
          options={(verbs.data ?? []).filter((v) => kind === "" || v.kind === kind).map((v) => ({ value: v.id, label: text(v.says) }))}
        />
        <Input.Search key={get("object")} allowClear className="filter-q" aria-label={t("admin.objectID")} placeholder={t("admin.objectID")} defaultValue={get("object")} maxLength={256} onSearch={(object) => set({ object: object.trim() })} data-testid="record-object" />
        <DatePicker.RangePicker
          allowEmpty={[true, true]} aria-label={t("admin.days")} placeholder={[t("admin.from"), t("admin.until")]} style={{ width: 230 }}
          value={[get("from") ? dayjs(get("from")) : null, get("until") ? dayjs(get("until")) : null]}
          onChange={(days) => set({ from: days?.[0]?.format("YYYY-MM-DD") ?? "", until: days?.[1]?.format("YYYY-MM-DD") ?? "" })}
        />
        {get("actor") && <button type="button" className="plain-button chip" aria-pressed="true" onClick={() => set({ actor: "" })}>{t("admin.only", { who: rows.find((r) => r.actor === get("actor"))?.display || get("actor") })} <CloseOutlined aria-hidden /></button>}
      </div>
      <section className="panel table-panel" aria-busy={record.isFetching}>
        {record.isError && <FaultNotice error={record.error} onRetry={() => void record.refetch()} />}
        {record.isPending && <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 16 }} />}
        {record.isSuccess && rows.length === 0 && <div className="notice"><h2>{t("admin.noEntries")}</h2></div>}
        {rows.length > 0 && <Rows rows={rows} onSet={set} />}
      </section>
      <footer className="list-foot">
        <span className="quiet">{t("admin.recordFoot")}</span>
        <Pager
          shown={rows.length} total={undefined} trail={trail} next={record.data?.next ?? null}
          onFirst={() => set({})} onBack={() => set({ trail: trail.slice(0, -1).join(" ") })} onNext={() => record.data?.next && set({ trail: [...trail, record.data.next].join(" ") })}
        />
      </footer>
    </div>
  );
}

/** asQuery reads the address; a day begins and ends where the person is. */
function asQuery(search: URLSearchParams, cursor: string | undefined): AuditQuery {
  const query: Record<string, unknown> = { newest: true, limit: 50 };
  for (const key of ["kind", "verb", "object", "actor"]) if (search.get(key)) query[key] = search.get(key);
  if (cursor) query.cursor = cursor;
  const moment = (day: string, plus: number) => {
    const [y = 0, m = 1, d = 1] = day.split("-").map(Number);
    return new Date(y, m - 1, d + plus).toISOString();
  };
  const [from, until] = [search.get("from"), search.get("until")];
  if (from) query.from = moment(from, 0);
  if (until) query.until = moment(until, 1);
  return query as AuditQuery;
}

function Rows({ rows, onSet }: { rows: AuditRow[]; onSet: (changes: Record<string, string>) => void }) {
  const { t, text } = useWords();
  return (
    <Table<AuditRow>
      size="small" rowKey="id" pagination={false} dataSource={rows} tableLayout="fixed" sticky
      onRow={(r) => ({ "data-testid": "record-row", "data-verb": r.verb }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        { title: t("admin.when"), width: 130, render: (_, r) => <span className="figure">{timeText(r.at)}</span> },
        { title: t("admin.who"), width: 150, render: (_, r) => <button type="button" className="plain-button subject" title={r.actor} onClick={() => onSet({ actor: r.actor })}>{actorName(r.actor, r.display, t)}</button> },
        { title: t("admin.act"), width: 176, render: (_, r) => <KindTag kind={r.kind}>{text(r.says)}</KindTag> },
        { title: t("admin.object"), width: 250, render: (_, r) => <ObjectName row={r} onOnly={(object) => onSet({ object })} /> },
        { title: t("admin.detail"), render: (_, r) => <Details detail={r.detail} /> },
        { title: t("admin.place"), width: 80, align: "right", render: (_, r) => (r.place > 0 ? <span className="figure">{r.place}</span> : <span className="quiet" title={t("admin.onItsWay")}>…</span>) },
      ]}
    />
  );
}
