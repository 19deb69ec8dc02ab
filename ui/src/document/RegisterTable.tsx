import { Table } from "antd";
import { useMemo } from "react";
import type { Clue } from "../api/types";
import { useWords } from "../words/i18n";
import { recordsOf } from "./registerRecords";

/** The records of registers that a clue rests on, one row each, by data set. */
export function RegisterTable({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  const records = useMemo(() => recordsOf(clue.records), [clue.records]);
  return (
    <div className="documents-list" data-testid="register-records">
      <Table
        size="small"
        rowKey="id"
        dataSource={records}
        pagination={records.length > 50 ? { pageSize: 50, size: "small" } : false}
        columns={[
          { title: t("document.dataset"), width: 150, render: (_, r) => text(r.set) },
          { title: t("document.fields"), render: (_, r) => r.fields.map((f) => <span key={f.field} className="register-field"><span className="quiet">{text(f.title)}</span> {text(f.says)}</span>) },
          { title: t("document.record"), width: 190, render: (_, r) => <code>{r.record}</code> },
        ]}
      />
    </div>
  );
}
