import { Button, Select, Skeleton, Table, Tag } from "antd";
import { useSearchParams } from "react-router";
import { deviceName } from "../account/device";
import type { Presence } from "../api/types";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { RoleTag } from "./AccountTable";
import { useAccountAct, useOffices, usePresences } from "./queries";

/** Who is signed in now, from where, and the way to end it. */
export default function SessionsPage() {
  const { t } = useWords();
  const me = useSession().data;
  const offices = useOffices();
  const [search, setSearch] = useSearchParams();
  const office = search.get("office") || me?.office || "";
  const present = usePresences(office);
  const people = new Set(present.data?.map((p) => p.account)).size;
  return (
    <div className="sessions-page">
      <h1 className="visually-hidden">{t("admin.sessions")}</h1>
      <div className="filters">
        {(offices.data?.length ?? 0) > 1 && <Select aria-label={t("admin.office")} value={office} style={{ width: 240 }} onChange={(o) => setSearch({ office: o })} options={offices.data?.map((o) => ({ value: o.id, label: o.name })) ?? []} />}
        {present.data && <span className="quiet figure">{t("admin.present", { people, n: present.data.length })}</span>}
      </div>
      <section className="panel table-panel">
        {present.isError && <FaultNotice error={present.error} onRetry={() => void present.refetch()} />}
        {present.isPending && <Skeleton active style={{ padding: 16 }} />}
        {present.data?.length === 0 && <div className="notice"><h2>{t("admin.nobodyHere")}</h2></div>}
        {present.data && present.data.length > 0 && (
          <Table<Presence>
            size="small" rowKey="id" pagination={false} dataSource={present.data}
            onRow={() => ({ "data-testid": "presence" }) as React.HTMLAttributes<HTMLElement>}
            columns={[
              { title: t("admin.name"), render: (_, p) => <span className="who"><span className="face" data-role={p.role} aria-hidden>{[...p.display][0]}</span>{p.display}</span> },
              { title: t("admin.role"), render: (_, p) => <RoleTag role={p.role} /> },
              { title: t("account.device"), render: (_, p) => <span title={p.agent}>{deviceName(p.agent) || t("account.unknown")} {p.here && <Tag color="blue">{t("account.here")}</Tag>}{p.waits && <Tag>{t("account.waits")}</Tag>}{p.via === "oidc" && <Tag>{t("account.single")}</Tag>}</span> },
              { title: t("account.address"), render: (_, p) => p.address || t("account.unknown") },
              { title: t("account.since"), render: (_, p) => <span className="figure">{timeText(p.at)}</span> },
              { title: t("account.used"), render: (_, p) => <span className="figure">{timeText(p.used)}</span> },
              { title: t("admin.ends"), render: (_, p) => <span className="figure">{timeText(p.ends)}</span> },
              { title: "", render: (_, p) => !p.here && <End presence={p} /> },
            ]}
          />
        )}
      </section>
    </div>
  );
}

function End({ presence: p }: { presence: Presence }) {
  const { t } = useWords();
  const act = useAccountAct(p.account, 0);
  return (
    <>
      <Button size="small" danger loading={act.isPending} onClick={() => act.mutate({ what: "session", session: p.id })}>{t("account.end")}</Button>
      {act.isError && <FaultNotice error={act.error} />}
    </>
  );
}
