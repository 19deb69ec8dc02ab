import { Table } from "antd";
import type { ModelCard } from "../api/types";
import { quantityText } from "../words/format";
import { SourceName } from "./SourceName";
import { useWords } from "../words/i18n";

/** The figures that an office may set, with their limits and where they come from. */
export function ParameterTable({ parameters }: { parameters: ModelCard["parameters"] }) {
  const { t, text, language } = useWords();
  const write = (x: unknown, unit: string) =>
    typeof x === "number" ? quantityText(x, unit, language) : x === null || x === undefined ? "—" : String(x);
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={parameters}
      columns={[
        { title: t("model.parameter"), render: (_, p) => <>{text(p.title)} <code className="quiet">{p.id}</code></> },
        { title: t("model.default"), width: 110, align: "right", render: (_, p) => <span className="figure">{write(p.default, p.unit)}</span> },
        {
          title: t("model.limits"),
          width: 190,
          align: "right",
          render: (_, p) => <span className="figure">{write(p.min, p.unit)} – {write(p.max, p.unit)}</span>,
        },
        { title: t("model.source"), render: (_, p) => <SourceName source={p.source} /> },
      ]}
    />
  );
}
