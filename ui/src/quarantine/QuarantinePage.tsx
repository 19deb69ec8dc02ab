import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { QuarantinePage as Page, QuarantineRow } from "../api/types";
import { PurposeBar } from "../intake/PurposeBar";
import { importsRecords, readsRecords } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, timeText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { useImports } from "../register/queries";
import { useStandards } from "../standard/queries";
import { DropForm } from "./DropForm";
import { useQuarantine } from "./queries";
import "../intake/intake.css";
import "./quarantine.css";

/** Rows that could not be used, with why: to be mended and sent again, or given up. */
export default function QuarantinePage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const at = (name: string) => search.get(name) ?? "";
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.delete("cursor");
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next);
  };
  const [purpose, setPurpose] = useState("");
  const rows = useQuarantine({ import: at("import") || undefined, standard: at("standard") || undefined, code: at("code") || undefined, purpose: purpose || undefined, cursor: at("cursor") || undefined, limit: 50 });
  const chosen = at("import") || at("standard") || at("code");
  return (
    <>
      <p className="lead">{t("quarantine.lead")}</p>
      <Filters page={rows.data} at={at} set={set} purpose={purpose} />
      <PurposeBar purpose={purpose} onPurpose={setPurpose} />
      {rows.isError && <FaultNotice error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {rows.data?.items.length === 0 && <div className="notice"><h2>{chosen ? t("quarantine.noneHere") : t("quarantine.none")}</h2><p>{chosen ? t("quarantine.noneHereSays") : t("quarantine.noneSays")}</p></div>}
      {rows.data && rows.data.items.length > 0 && <Rows page={rows.data} />}
      {rows.data && (at("cursor") || rows.data.next) && (
        <div className="tools">
          {at("cursor") && <Button size="small" onClick={() => set("cursor", "")}>{t("list.first")}</Button>}
          <Button size="small" disabled={!rows.data.next} onClick={() => { const n = new URLSearchParams(search); n.set("cursor", rows.data.next ?? ""); setSearch(n); }}>{t("list.next")}</Button>
        </div>
      )}
    </>
  );
}

interface FilterProps {
  page: Page | undefined;
  at: (name: string) => string;
  set: (name: string, value: string) => void;
  purpose: string;
}

function Filters({ page, at, set, purpose }: FilterProps) {
  const { t, text } = useWords();
  const say = useCodes();
  const navigate = useNavigate();
  const role = useSession().data?.role;
  const imports = useImports(at("standard"), "");
  const chosen = at("import");
  return (
    <div className="tools">
      <Select
        allowClear className="quarantine-import" placeholder={t("quarantine.anyImport")} aria-label={t("quarantine.anyImport")}
        value={chosen || undefined} onChange={(v) => set("import", v ?? "")}
        options={(imports.data?.items ?? []).filter((i) => i.standard && i.counts.quarantined > 0).map((i) => ({ value: i.id, label: `${text(i.title)} ${timeText(i.at)} ${i.file}` }))}
      />
      <Select
        allowClear style={{ width: 220 }} placeholder={t("quarantine.anyReason")} aria-label={t("quarantine.anyReason")}
        value={at("code") || undefined} onChange={(v) => set("code", v ?? "")}
        options={(page?.codes ?? []).map((c) => ({ value: c.code, label: `${say("problem", c.code)} (${countText(c.rows)})` }))}
      />
      {page && <span className="quiet" data-testid="quarantine-total">{t("quarantine.total", { n: countText(page.total) })}</span>}
      {chosen && readsRecords(role) && (
        <Button size="small" icon={<DownloadOutlined aria-hidden />} disabled={!purpose} href={purpose ? `/api/quarantine/file?${new URLSearchParams({ import: chosen, purpose }).toString()}` : undefined} data-testid="quarantine-csv">
          {purpose ? t("quarantine.csv") : t("quarantine.csvNeeds")}
        </Button>
      )}
      {chosen && importsRecords(role) && (
        <>
          <Button size="small" icon={<UploadOutlined aria-hidden />} onClick={() => void navigate(`/data/import?mends=${chosen}`)} data-testid="quarantine-mend">{t("quarantine.mend")}</Button>
          <DropForm imported={chosen} total={page?.total ?? 0} />
        </>
      )}
    </div>
  );
}

function Rows({ page }: { page: Page }) {
  const { t, text } = useWords();
  const titles = new Map((useStandards({ kind: "register" }).data ?? []).map((s) => [s.name, text(s.title)]));
  return (
    <section className="panel table-panel">
      <Table<QuarantineRow>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={page.items}
        onRow={() => ({ "data-testid": "quarantine-row" }) as React.HTMLAttributes<HTMLElement>}
        columns={[
          { title: t("intake.place"), width: 84, render: (_, r) => <span className="figure">{r.place}</span> },
          { title: t("quarantine.why"), width: 330, render: (_, r) => <Reasons row={r} /> },
          {
            title: t("quarantine.cells"),
            render: (_, r) => (
              <dl className="aside-cells" translate="no">
                {r.cells.filter((c) => c.text).map((c, i) => <div key={i}><dt lang="zh-CN">{c.heading}</dt><dd className={c.masked ? "quiet" : undefined}>{c.text}</dd></div>)}
              </dl>
            ),
          },
          { title: t("imports.one"), width: 130, render: (_, r) => <><Link to={`/data/imports/${r.import}`} className="figure">{timeText(r.at)}</Link><br /><span className="quiet">{titles.get(r.standard) ?? r.standard}</span></> },
        ]}
      />
      <p className="visually-hidden">{page.codes.map((c) => `${text(c.says)} ${c.rows}`).join("; ")}</p>
    </section>
  );
}

function Reasons({ row }: { row: QuarantineRow }) {
  const { text } = useWords();
  const say = useCodes();
  return <ul className="quarantine-why">{row.problems.map((p, i) => <li key={i}><Tag color="red">{say("problem", p.code)}</Tag> {text(p.says)}</li>)}</ul>;
}
