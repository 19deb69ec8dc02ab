import { Tabs } from "antd";
import { useMemo } from "react";
import type { Clue } from "../api/types";
import { Chart } from "../chart/Chart";
import { useWords } from "../words/i18n";
import { DocumentTable } from "./DocumentTable";
import { DocumentViewer } from "./DocumentViewer";
import { byMonth, monthChart } from "./months";
import { PartiesStrip } from "./PartiesStrip";
import { RegisterTable } from "./RegisterTable";
import type { Reading } from "./useReading";
import "./document.css";

interface Props {
  clue: Clue;
  reading: Reading;
  /** Which tab is in sight. */
  tab: string;
  onTab: (tab: string) => void;
}

/** The court documents of a clue: when they came, what they say, who is in them. */
export function DocumentsPane({ clue, reading, tab, onTab }: Props) {
  const { t } = useWords();
  const months = useMemo(() => byMonth(clue.documents ?? []), [clue.documents]);
  const option = useMemo(() => monthChart(months), [months]);
  const choose = (id: string | undefined) => {
    if (!id) return;
    reading.choose(id);
    onTab("text");
  };
  if ((clue.documents ?? []).length === 0) return <div className="documents"><RegisterTable clue={clue} /></div>;
  const registers = clue.records.some((r) => r.register);
  const evidenceIn = (id: string) => reading.tour.filter((p) => p.record.record_id === id).length;
  return (
    <div className="documents">
      <h3 className="months-title">{t("document.byMonth")}</h3>
      <Chart
        option={option}
        height={72}
        label={`${t("document.byMonth")} — ${months.map((m) => `${m.month}: ${m.documents.length}`).join("; ")}`}
        onPick={(i) => choose(months[i]?.documents[0])}
      />
      <Tabs
        size="small"
        activeKey={tab}
        onChange={onTab}
        className="documents-tabs"
        items={[
          { key: "text", label: t("document.text"), children: <DocumentViewer clue={clue} reading={reading} /> },
          {
            key: "list",
            label: t("document.list", { n: clue.documents?.length ?? 0 }),
            children: (
              <div className="documents-list">
                <DocumentTable documents={clue.documents ?? []} current={reading.document} evidenceIn={evidenceIn} onChoose={choose} />
              </div>
            ),
          },
          ...(registers ? [{ key: "registers", label: t("document.registers"), children: <RegisterTable clue={clue} /> }] : []),
          {
            key: "parties",
            label: t("document.parties"),
            children: <div className="documents-list"><PartiesStrip documents={clue.documents ?? []} subject={clue.subject.name} /></div>,
          },
        ]}
      />
    </div>
  );
}
