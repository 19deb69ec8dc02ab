import { Button, Skeleton, Table, Tag } from "antd";
import type { OwnAccount, SignedIn } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { deviceName } from "./device";
import { useEndSession, useOwnSessions } from "./queries";

/** Where one is signed in, each to be ended by itself or all others at once. */
export function SessionsPanel({ account }: { account: OwnAccount }) {
  const { t } = useWords();
  const sessions = useOwnSessions();
  const end = useEndSession();
  const others = sessions.data?.some((s) => !s.here) ?? false;
  return (
    <section className="panel" aria-label={t("account.sessionsTitle")}>
      <h2>{t("account.sessionsTitle")}</h2>
      <div className="panel-body">
        <p className="quiet">{t("account.sessionsSays", { length: Math.round(account.length_minutes / 60), idle: account.idle_minutes })}</p>
        {sessions.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
        {sessions.isError && <FaultNotice error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {end.isError && <FaultNotice error={end.error} />}
        {sessions.data && <SessionTable items={sessions.data} ending={end.isPending} onEnd={(id) => end.mutate(id)} />}
        {others && <Button danger loading={end.isPending} onClick={() => end.mutate(null)} data-testid="end-others">{t("account.endOthers")}</Button>}
      </div>
    </section>
  );
}

interface TableProps {
  items: SignedIn[];
  ending: boolean;
  onEnd: (id: string) => void;
}

/** The sessions of one account. */
export function SessionTable({ items, ending, onEnd }: TableProps) {
  const { t } = useWords();
  return (
    <Table<SignedIn>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={items}
      columns={[
        {
          title: t("account.device"),
          render: (_, s) => (
            <span title={s.agent}>
              {deviceName(s.agent) || t("account.unknown")} {s.here && <Tag color="blue">{t("account.here")}</Tag>}
              {s.waits && <Tag>{t("account.waits")}</Tag>}
              {s.via === "oidc" && <Tag>{t("account.single")}</Tag>}
            </span>
          ),
        },
        { title: t("account.address"), dataIndex: "address", render: (a: string) => a || t("account.unknown") },
        { title: t("account.since"), dataIndex: "at", render: timeText },
        { title: t("account.used"), dataIndex: "used", render: timeText },
        {
          title: "",
          render: (_, s) => !s.here && <Button size="small" disabled={ending} onClick={() => onEnd(s.id)} data-testid="end-session">{t("account.end")}</Button>,
        },
      ]}
    />
  );
}
