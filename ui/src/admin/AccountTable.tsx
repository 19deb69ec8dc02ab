import { SafetyOutlined } from "@ant-design/icons";
import { Input, Select, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import type { AccountCard, AccountQuery } from "../api/types";
import { roles, RoleName } from "../session/RoleName";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { AccountState } from "./AccountState";
import { useAccounts } from "./queries";

const states = ["active", "locked", "waiting", "disabled"] as const;

interface Props {
  office: string;
  search: URLSearchParams;
  onSet: (changes: Record<string, string>) => void;
}

/** The accounts of an office: found by name, role and state; a row opens the account. */
export function AccountTable({ office, search, onSet }: Props) {
  const { t } = useWords();
  const [cursor, setCursor] = useState("");
  const get = (key: string) => search.get(key) ?? "";
  const filter = { office, department: get("department"), q: get("q"), role: get("role"), state: get("state") };
  const query = Object.fromEntries(Object.entries({ ...filter, cursor, limit: "100" }).filter(([, v]) => v !== "")) as AccountQuery;
  const accounts = useAccounts(query);
  const set = (changes: Record<string, string>) => { setCursor(""); onSet(changes); };
  const rows = accounts.data?.items ?? [];
  return (
    <>
      <div className="filters">
        <div className="matter-which" role="group" aria-label={t("admin.state")}>
          {["", ...states].map((s) => (
            <button key={s} type="button" className="plain-button chip" aria-pressed={get("state") === s} onClick={() => set({ state: s })}>
              {s === "" ? t("admin.everyState") : t(`admin.stateOf.${s as (typeof states)[number]}`)}
            </button>
          ))}
        </div>
        <Select
          allowClear aria-label={t("admin.role")} placeholder={t("admin.role")} style={{ width: 130 }} value={get("role") || undefined}
          onChange={(r?: string) => set({ role: r ?? "" })} options={roles.map((r) => ({ value: r, label: <RoleName role={r} /> }))}
        />
        <Input.Search key={office} allowClear className="filter-q" aria-label={t("admin.findAccount")} placeholder={t("admin.findAccount")} defaultValue={get("q")} maxLength={64} onSearch={(q) => set({ q })} />
        {accounts.data && <span className="quiet figure">{t("admin.found", { n: accounts.data.total })}</span>}
      </div>
      <section className="panel table-panel" aria-busy={accounts.isFetching}>
        {accounts.isError && <FaultNotice error={accounts.error} onRetry={() => void accounts.refetch()} />}
        {accounts.isPending && <Skeleton active paragraph={{ rows: 6 }} style={{ padding: 16 }} />}
        {accounts.isSuccess && rows.length === 0 && <div className="notice"><h2>{t("admin.nobody")}</h2><p>{t("admin.nobodySays")}</p></div>}
        {rows.length > 0 && <Rows rows={rows} onOpen={(id) => onSet({ account: id })} />}
      </section>
      {(cursor !== "" || accounts.data?.next) && (
        <footer className="list-foot">
          {cursor !== "" && <button type="button" className="plain-button chip" onClick={() => setCursor("")}>{t("admin.firstPage")}</button>}
          {accounts.data?.next && <button type="button" className="plain-button chip" onClick={() => setCursor(accounts.data?.next ?? "")}>{t("admin.nextPage")}</button>}
        </footer>
      )}
    </>
  );
}

function Rows({ rows, onOpen }: { rows: AccountCard[]; onOpen: (id: string) => void }) {
  const { t } = useWords();
  return (
    <Table<AccountCard>
      size="small" rowKey="id" pagination={false} dataSource={rows} className="account-table"
      onRow={(a) => ({ "data-testid": "account-row", "data-account": a.id, onClick: () => onOpen(a.id) }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        {
          title: t("admin.name"),
          render: (_, a) => (
            <span className="who" data-off={a.disabled}>
              <span className="face" data-role={a.role} aria-hidden>{[...a.display][0]}</span>
              <span><button type="button" className="plain-button subject">{a.display}</button><br /><code>{a.name}</code></span>
            </span>
          ),
        },
        { title: t("admin.role"), render: (_, a) => <RoleTag role={a.role} /> },
        { title: t("admin.department"), dataIndex: "department", render: (d: string) => d || <span className="quiet">—</span> },
        {
          title: t("admin.factor"),
          render: (_, a) => (a.second_factor ? <span className="good"><SafetyOutlined aria-hidden /> {t("admin.factorOn")}</span> : a.outside ? "—" : <span className={a.needs_factor ? "bad" : "quiet"}>{a.needs_factor ? t("admin.factorNeeded") : t("admin.factorOff")}</span>),
        },
        { title: t("admin.state"), render: (_, a) => <AccountState account={a} /> },
        { title: t("admin.here"), align: "right", render: (_, a) => (a.sessions > 0 ? <Tag color="green" className="figure">{t("admin.sessionCount", { n: a.sessions })}</Tag> : <span className="quiet">—</span>) },
      ]}
    />
  );
}

/** A role as a tag in its own colour, everywhere the same. */
export function RoleTag({ role }: { role: string }) {
  return <span className="role-tag" data-role={role}><RoleName role={role} /></span>;
}
