import { Table } from "antd";
import type { NetworkEdge } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { edgeKey } from "./picture";

interface Props {
  edges: NetworkEdge[];
  says: (e: NetworkEdge) => string;
  kindName: (kind: string) => string;
  onShow: (e: NetworkEdge) => void;
}

/** Every relation that is drawn, as a sentence that leads to its records. */
export function RelationTable({ edges, says, kindName, onShow }: Props) {
  const { t, text } = useWords();
  const kinds = [...new Set(edges.map((e) => e.kind))];
  return (
    <Table<NetworkEdge>
      size="small" rowKey={edgeKey} dataSource={edges} pagination={{ pageSize: 15, size: "small", showSizeChanger: false }} data-testid="network-relations"
      columns={[
        { title: t("network.relation"), dataIndex: "kind", width: 92, filters: kinds.map((k) => ({ text: kindName(k), value: k })), onFilter: (k, e) => e.kind === k, render: kindName },
        { title: t("network.says.title"), render: (_, e) => <button type="button" className="plain-button link-button" onClick={() => onShow(e)} data-testid="network-relation">{says(e)}</button> },
        { title: t("network.records"), width: 84, align: "right", render: (_, e) => <span className="figure" title={text(e.set_title)}>{countText(e.records)}</span> },
      ]}
    />
  );
}
