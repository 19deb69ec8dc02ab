import { Table } from "antd";
import type { TableColumnsType } from "antd";
import type { ClueDocument } from "../api/types";
import { amountText, dateText, listText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { OutcomeName } from "./OutcomeName";
import { PaperName } from "./PaperName";

interface Props {
  documents: ClueDocument[];
  current: string;
  /** Number of marked places in a document. */
  evidenceIn: (id: string) => number;
  onChoose: (id: string) => void;
}

/** The documents of a clue. Choosing one shows its text. */
export function DocumentTable({ documents, current, evidenceIn, onChoose }: Props) {
  const { t, language } = useWords();
  const cols: TableColumnsType<ClueDocument> = [
    {
      title: t("document.caseNo"),
      render: (_, d) => (
        <>
          <button type="button" className="plain-button document-link" onClick={() => onChoose(d.id)}>
            {d.case_no || d.id}
          </button>
          <div className="quiet">{d.court}</div>
        </>
      ),
    },
    {
      title: t("document.decidedOn"),
      width: 90,
      render: (_, d) => (
        <>
          <span className="figure">{dateText(d.decided_on)}</span>
          <div className="quiet"><PaperName procedure={d.procedure} docType={d.doc_type} /></div>
        </>
      ),
    },
    {
      title: t("document.cause"),
      width: 88,
      render: (_, d) => (
        <>
          {d.cause || "—"}
          <div className="quiet"><OutcomeName outcome={d.outcome} /></div>
        </>
      ),
    },
    { title: t("document.parties"), width: 104, render: (_, d) => <Sides document={d} /> },
    {
      title: t("document.claim"),
      width: 72,
      align: "right",
      render: (_, d) => <span className="figure">{amountText(d.claim_amount, language)}</span>,
    },
    { title: t("document.evidence"), width: 40, align: "right", render: (_, d) => <span className="figure">{evidenceIn(d.id)}</span> },
  ];
  return (
    <Table<ClueDocument>
      size="small"
      rowKey="id"
      columns={cols}
      dataSource={documents}
      pagination={documents.length > 50 ? { pageSize: 50, size: "small" } : false}
      tableLayout="fixed"
      rowClassName={(d) => (d.id === current ? "row-current" : "")}
    />
  );
}

function Sides({ document }: { document: ClueDocument }) {
  const { language } = useWords();
  const name = useCodes();
  const names = (side: string) => listText((document.parties ?? []).filter((p) => p.side === side).map((p) => p.name), language);
  return (
    <span className="document-sides">
      <span title={name("side", "claiming")}>{names("claiming") || "—"}</span>
      <span title={name("side", "defending")}>↔ {names("defending") || "—"}</span>
      {names("third") && <span className="quiet">{name("side", "third")} {names("third")}</span>}
    </span>
  );
}
