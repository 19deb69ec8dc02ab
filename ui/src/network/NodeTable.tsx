import { Table } from "antd";
import type { NetworkNode } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { nameOf } from "./picture";

/** Everything that is drawn, as a table; a row chooses its node. */
export function NodeTable({ nodes, chosen, onChoose }: { nodes: NetworkNode[]; chosen: string | undefined; onChoose: (id: string) => void }) {
  const { t } = useWords();
  return (
    <Table<NetworkNode>
      size="small" rowKey="id" dataSource={nodes} pagination={{ pageSize: 15, size: "small", showSizeChanger: false }} data-testid="network-nodes"
      columns={[
        { title: t("network.name"), render: (_, n) => <button type="button" className="plain-button link-button" aria-pressed={n.id === chosen} onClick={() => onChoose(n.id)}>{nameOf(n)}</button> },
        { title: t("network.what"), width: 80, render: (_, n) => t(`network.nodeKind.${n.kind}`) },
        { title: t("network.relations"), width: 90, align: "right", render: (_, n) => <span className="figure">{t("network.of", { shown: countText(sum(n, "shown")), total: countText(sum(n, "of")) })}</span> },
      ]}
    />
  );
}

const sum = (n: NetworkNode, what: "shown" | "of"): number => n.counts.reduce((all, k) => all + k[what], 0);
