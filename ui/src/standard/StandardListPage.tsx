import { Input, Segmented, Skeleton, Table } from "antd";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "react-router";
import type { StandardRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { useStandards } from "./queries";
import "./standard.css";

const kinds = ["all", "register", "reading", "result"] as const;

/** All data standards, found by name, by alias, by agency or by a field. */
export default function StandardListPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const wanted = search.get("kind") ?? "all";
  const kind = isOneOf(kinds, wanted) ? wanted : "all";
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const standards = useStandards({ q: useDeferredValue(q), kind: kind === "all" ? undefined : kind });
  return (
    <>
      <p className="lead">{t("standard.lead")}</p>
      <search className="tools">
        <Input.Search
          allowClear
          value={q}
          onChange={(e) => set("q", e.target.value)}
          placeholder={t("standard.search")}
          aria-label={t("standard.search")}
          style={{ width: 320 }}
          data-testid="standard-search"
        />
        <Segmented
          aria-label={t("standard.kind")}
          value={kind}
          onChange={(k) => set("kind", k === "all" ? "" : k)}
          options={kinds.map((k) => ({ value: k, label: t(`standard.kinds.${k}`) }))}
        />
      </search>
      {standards.isError && <FaultNotice error={standards.error} onRetry={() => void standards.refetch()} />}
      {standards.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {standards.data && <StandardTable rows={standards.data} busy={standards.isPlaceholderData} />}
    </>
  );
}

function StandardTable({ rows, busy }: { rows: StandardRow[]; busy: boolean }) {
  const { t, text } = useWords();
  const say = useCodes();
  if (rows.length === 0) {
    return (
      <div className="notice">
        <h2>{t("standard.none")}</h2>
        <p>{t("standard.noneSays")}</p>
      </div>
    );
  }
  return (
    <section className="panel table-panel" aria-busy={busy}>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={rows}
        onRow={() => ({ "data-testid": "standard-row" }) as React.HTMLAttributes<HTMLElement>}
        columns={[
          {
            title: t("standard.name"),
            width: 230,
            render: (_, r) => <><Link to={`/data/standards/${r.name}`}>{text(r.title)}</Link><code className="quiet standard-code">{r.name}</code></>,
          },
          { title: t("standard.owner"), width: 150, render: (_, r) => say("owner", r.owner) },
          { title: t("standard.kind"), width: 110, render: (_, r) => t(`standard.kinds.${kindOf(r)}`) },
          { title: t("standard.fieldCount"), width: 64, align: "right", render: (_, r) => <span className="figure">{r.fields}</span> },
          {
            title: t("standard.what"),
            render: (_, r) => (
              <>
                {text(r.note)}
                {r.found.length > 0 && <div className="quiet">{t("standard.byFields", { fields: r.found.map(text).join(", ") })}</div>}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

const kindOf = (r: StandardRow) => (r.kind === "register" || r.kind === "result" ? r.kind : "reading");
