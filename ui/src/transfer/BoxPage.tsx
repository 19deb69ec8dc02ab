import { Select, Skeleton, Table } from "antd";
import { useMemo } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import type { ExchangeRow } from "../api/types";
import { Pager } from "../clue/Pager";
import { DueTag } from "../matter/DueTag";
import { exchanges } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useExchanges, useKinds, usePartners } from "./queries";
import { Stations } from "./Stations";
import { ends } from "./life";

/** What came from other agencies, or what went to them: where each stands, and what is due. */
export default function BoxPage({ side }: { side: "starter" | "answerer" }) {
  const { t, text } = useWords();
  const [search, setSearch] = useSearchParams();
  const trail = (useLocation().state as { trail?: string[] } | null)?.trail;
  const navigate = useNavigate();
  const word = (key: string) => search.get(key) ?? "";
  const [state, peer, overdue, cursor] = [word("state"), word("peer"), word("overdue") === "1", word("cursor")];
  const list = useExchanges({ side, state: state || undefined, peer: peer || undefined, overdue: overdue || undefined, cursor: cursor || undefined, limit: 50 });
  const kinds = useKinds();
  const several = exchanges(useSession().data?.role); // a liaison has to do with one agency, theirs
  const partners = usePartners(several);
  const put = (key: string, value: string) => {
    const next = new URLSearchParams(search);
    next.delete("cursor");
    if (value) next.set(key, value);
    else next.delete(key);
    setSearch(next);
  };
  const turn = (cursor: string, trail: string[]) => {
    const next = new URLSearchParams(search);
    if (cursor) next.set("cursor", cursor);
    else next.delete("cursor");
    void navigate({ search: next.toString() }, { state: { trail } });
  };
  const now = cursor === "" ? [] : trail;
  const rows = list.data?.items ?? [];
  const filtered = state !== "" || peer !== "" || overdue;
  return (
    <div className="matter-list" data-testid={`box-${side}`}>
      <h1 className="visually-hidden">{side === "starter" ? t("transfer.out") : t("transfer.in")}</h1>
      <div className="filters">
        <button type="button" className="plain-button chip" aria-pressed={overdue} onClick={() => put("overdue", overdue ? "" : "1")} data-testid="only-overdue">{t("transfer.onlyOverdue")}</button>
        <Select
          allowClear className="matter-procedure" aria-label={t("transfer.state")} placeholder={t("transfer.state")} value={state || undefined}
          onChange={(s?: string) => put("state", s ?? "")} options={(kinds.data?.states ?? []).map((s) => ({ value: s.state, label: text(s.title) }))}
        />
        {several && <Select
          allowClear showSearch={{ optionFilterProp: "label" }} className="matter-procedure" aria-label={t("transfer.peer")} placeholder={t("transfer.peer")} value={peer || undefined}
          onChange={(p?: string) => put("peer", p ?? "")} options={(partners.data ?? []).map((p) => ({ value: p.code, label: text(p.name) }))}
        />}
      </div>
      <section className="panel matter-panel" aria-busy={list.isFetching}>
        {list.isError && <FaultNotice error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Skeleton active paragraph={{ rows: 8 }} style={{ padding: 16 }} />}
        {list.isSuccess && rows.length === 0 && (
          <div className="notice"><h2>{filtered ? t("transfer.noMatch") : side === "starter" ? t("transfer.nothingOut") : t("transfer.nothingIn")}</h2>{!filtered && several && <p>{side === "starter" ? t("transfer.nothingOutSays") : t("transfer.nothingInSays")}</p>}</div>
        )}
        {rows.length > 0 && <BoxTable rows={rows} />}
      </section>
      <footer className="list-foot">
        <span className="quiet">{rows.length > 0 && t("transfer.foot")}</span>
        <Pager
          shown={rows.length} total={undefined} trail={now} next={list.data?.next ?? null} onFirst={() => turn("", [])}
          onBack={() => turn(now?.at(-1) ?? "", (now ?? []).slice(0, -1))} onNext={() => list.data?.next && turn(list.data.next, [...(now ?? []), cursor])}
        />
      </footer>
    </div>
  );
}

function BoxTable({ rows }: { rows: ExchangeRow[] }) {
  const words = useWords();
  const { t, text } = words;
  const navigate = useNavigate();
  const columns = useMemo(() => [
    { title: t("transfer.what"), width: "15%", render: (_: unknown, x: ExchangeRow) => <Link to={`/transfers/${x.id}`} data-testid="open-exchange"><span className="subject">{text(x.opened_title)}</span></Link> },
    { title: t("transfer.peer"), width: "19%", render: (_: unknown, x: ExchangeRow) => <>{text(x.peer_name) || x.peer} <span className="quiet figure">{x.peer}</span></> },
    { title: t("transfer.state"), render: (_: unknown, x: ExchangeRow) => <Stations exchange={x} /> },
    { title: t("transfer.due"), width: "14%", render: (_: unknown, x: ExchangeRow) => (x.due && !ends(x.state) ? <DueTag due={x.due} /> : <span className="quiet">—</span>) },
    { title: t("transfer.changed"), width: "11%", render: (_: unknown, x: ExchangeRow) => <span className="figure">{timeText(x.changed)}</span> },
  ], [words.language]);
  return (
    <Table<ExchangeRow>
      size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} tableLayout="fixed" sticky
      onRow={(x) => ({ "data-testid": "exchange-row", "data-overdue": x.overdue, onDoubleClick: () => void navigate(`/transfers/${x.id}`) }) as React.HTMLAttributes<HTMLElement>}
    />
  );
}
