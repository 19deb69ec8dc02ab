import { Table } from "antd";
import { Link } from "react-router";
import type { Dataset } from "../api/types";
import { countText, dateText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { CoverageTag } from "./CoverageTag";

/** The data sets. One without rows says so: nothing can be found where there is nothing. */
export function DatasetTable({ rows }: { rows: Dataset[] }) {
  const { t, text } = useWords();
  const say = useCodes();
  return (
    <Table
      size="small"
      rowKey="name"
      pagination={false}
      dataSource={rows}
      rowClassName={(r) => (r.coverage === "empty" ? "dataset-empty" : "")}
      onRow={(r) => ({ "data-testid": "dataset", "data-name": r.name }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        { title: t("standard.name"), width: 176, render: (_, r) => <DatasetName row={r} /> },
        { title: t("standard.owner"), width: 130, render: (_, r) => say("owner", r.owner) },
        { title: t("dataset.rows"), width: 92, align: "right", render: (_, r) => <span className="figure">{countText(r.rows)}</span> },
        {
          title: t("dataset.aside"), width: 74, align: "right",
          render: (_, r) => r.quarantined > 0
            ? <Link className="figure" to={`/data/quarantine?standard=${r.name}`}>{countText(r.quarantined)}</Link>
            : <span className="figure quiet">0</span>,
        },
        { title: t("dataset.latest"), width: 92, render: (_, r) => <span className="figure">{dateText(r.latest)}</span> },
        { title: t("dataset.imported"), width: 92, render: (_, r) => <span className="figure">{dateText(r.imported_at)}</span> },
        { title: t("coverage.title"), width: 84, render: (_, r) => <CoverageTag state={r.coverage} /> },
        { title: t("coverage.says"), render: (_, r) => <span className="quiet">{text(r.says)}</span> },
      ]}
    />
  );
}

function DatasetName({ row }: { row: Dataset }) {
  const { text } = useWords();
  if (row.kind !== "register") return <strong>{text(row.title)}</strong>;
  return <Link to={`/data/registers/${row.name}`}>{text(row.title)}</Link>;
}
