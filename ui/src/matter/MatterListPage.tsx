import { Input, Select, Skeleton, Table } from "antd";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import type { MatterRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { matterColumns } from "./columns";
import { asMatterQuery, matterSorts, whiches } from "./filter";
import { MatterPager } from "./MatterPager";
import { useMatters, useProcedure, useProcedures } from "./queries";
import { useMatterFilter } from "./useMatterFilter";

/** The list of matters: which, of what kind, in what order. */
export default function MatterListPage() {
  const { t, text } = useWords();
  const address = useMatterFilter();
  const { filter } = address;
  const matters = useMatters(asMatterQuery(filter));
  const procedures = useProcedures();
  const procedure = useProcedure(filter.procedure);
  const rows = matters.data?.items ?? [];
  return (
    <div className="matter-list">
      <h1 className="visually-hidden">{t("matter.title")}</h1>
      <div className="filters">
        <div className="matter-which" role="group" aria-label={t("matter.which")}>
          {whiches.map((w) => (
            <button key={w} type="button" className="plain-button chip" aria-pressed={filter.which === w} data-testid={`which-${w}`} onClick={() => address.set({ ...filter, which: w })}>
              {t(`matter.whichOf.${w}`)}
            </button>
          ))}
        </div>
        <Select
          allowClear showSearch={{ optionFilterProp: "label" }} className="matter-procedure" aria-label={t("matter.procedure")} placeholder={t("matter.procedure")}
          value={filter.procedure || undefined}
          onChange={(p?: string) => address.set({ ...filter, procedure: p ?? "", state: "" })}
          options={(procedures.data ?? []).map((p) => ({ value: p.id, label: text(p.title) }))}
        />
        {procedure.data && (
          <Select
            allowClear className="matter-state" aria-label={t("matter.state")} placeholder={t("matter.state")}
            value={filter.state || undefined}
            onChange={(s?: string) => address.set({ ...filter, state: s ?? "" })}
            options={procedure.data.states.map((s) => ({ value: s.id, label: text(s.title) }))}
          />
        )}
        <Input.Search
          allowClear className="filter-q" aria-label={t("matter.search")} placeholder={t("matter.search")} defaultValue={filter.q} maxLength={200}
          onSearch={(q) => address.set({ ...filter, q })}
        />
        <Select
          className="matter-sort" aria-label={t("matter.order")} value={filter.sort} onChange={(sort) => address.set({ ...filter, sort })}
          options={matterSorts.map((s) => ({ value: s, label: t(`matter.orderOf.${s}`) }))}
        />
      </div>
      <section className="panel matter-panel" aria-busy={matters.isFetching}>
        {matters.isError && <FaultNotice error={matters.error} onRetry={() => void matters.refetch()} />}
        {matters.isPending && <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 16 }} />}
        {matters.isSuccess && rows.length === 0 && <Nothing />}
        {rows.length > 0 && <MatterTable rows={rows} />}
      </section>
      <MatterPager shown={rows.length} next={matters.data?.next ?? null} address={address} />
    </div>
  );
}

function Nothing() {
  const { t } = useWords();
  return <div className="notice"><h2>{t("matter.none")}</h2><p>{t("matter.noneSays")}</p></div>;
}

function MatterTable({ rows }: { rows: MatterRow[] }) {
  const words = useWords();
  const navigate = useNavigate();
  const columns = useMemo(() => matterColumns(words), [words.language]);
  return (
    <Table<MatterRow>
      size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} tableLayout="fixed" sticky
      onRow={(row) => ({ "data-testid": "matter-row", onDoubleClick: () => void navigate(`/matters/${row.id}`) }) as React.HTMLAttributes<HTMLElement>}
    />
  );
}
