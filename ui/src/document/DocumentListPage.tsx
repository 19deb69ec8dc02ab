import { Button, Input, Skeleton, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import type { DocumentHead } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { documentPage } from "./address";
import { OutcomeName } from "./OutcomeName";
import { PaperName } from "./PaperName";
import { useDocuments } from "./queries";
import "./document.css";

/** Court documents by number, court or cause. The list names no parties; a document opens for a clue or a matter, or masked. */
export default function DocumentListPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const at = (name: string) => search.get(name) ?? "";
  const set = (fields: Record<string, string>) => {
    const next = new URLSearchParams(search);
    next.delete("cursor");
    for (const [name, value] of Object.entries(fields)) if (value) next.set(name, value); else next.delete(name);
    setSearch(next);
  };
  const documents = useDocuments({ q: at("q") || undefined, court: at("court") || undefined, cause: at("cause") || undefined, cursor: at("cursor") || undefined, limit: 50 });
  const rows = documents.data?.items ?? [];
  const columns: TableColumnsType<DocumentHead> = [
    { title: t("documents.caseNo"), render: (_, d) => <Link to={documentPage(d.id, at("for"))} className="subject" data-testid="open-document">{d.case_no || d.id}</Link> },
    { title: t("documents.courtName"), dataIndex: "court", render: (court: string) => court || "—" },
    { title: t("documents.cause"), dataIndex: "cause", render: (cause: string) => cause || "—" },
    { title: t("documents.paper"), width: 170, render: (_, d) => <PaperName procedure={d.procedure} docType={d.doc_type} /> },
    { title: t("documents.outcome"), width: 130, render: (_, d) => <OutcomeName outcome={d.outcome} /> },
    { title: t("document.decidedOn"), width: 110, render: (_, d) => <span className="figure">{dateText(d.decided_on)}</span> },
  ];
  const box = (name: "q" | "court" | "cause") => (
    <Input.Search key={name + at(name)} allowClear className="filter-q" aria-label={t(`documents.${name}`)} placeholder={t(`documents.${name}`)} defaultValue={at(name)} maxLength={200} onSearch={(value) => set({ [name]: value.trim() })} data-testid={`documents-${name}`} />
  );
  return (
    <>
      <h1 className="visually-hidden">{t("documents.title")}</h1>
      <p className="lead">{t("documents.lead")} {at("for") && t("documents.for", { of: at("for") })}</p>
      <div className="tools documents-tools">{box("q")}{box("court")}{box("cause")}{documents.data && <span className="quiet figure">{t("documents.total", { n: countText(documents.data.total) })}</span>}</div>
      {documents.isError && <FaultNotice error={documents.error} onRetry={() => void documents.refetch()} />}
      {documents.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {documents.data && rows.length === 0 && <p className="notice quiet">{t("documents.none")}</p>}
      {rows.length > 0 && <div className="panel table-panel"><Table<DocumentHead> size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} tableLayout="fixed" loading={documents.isPlaceholderData} onRow={() => ({ "data-testid": "document-row" }) as React.HTMLAttributes<HTMLElement>} /></div>}
      {(at("cursor") || documents.data?.next) && (
        <div className="tools">
          {at("cursor") && <Button size="small" onClick={() => set({})}>{t("list.first")}</Button>}
          <Button size="small" disabled={!documents.data?.next} onClick={() => set({ cursor: documents.data?.next ?? "" })}>{t("list.next")}</Button>
        </div>
      )}
    </>
  );
}
