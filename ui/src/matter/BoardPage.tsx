import { Select, Skeleton } from "antd";
import { Link, useSearchParams } from "react-router";
import type { MatterRow, Procedure } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { matterNumber } from "./columns";
import { DueTag } from "./DueTag";
import { useMatters, useProcedure, useProcedures } from "./queries";
import { WaitsTag } from "./WaitsTag";

/** How many matters a column shows; the list has the others. */
const shown = 50;

/** The open matters of one procedure, a column a state. */
export default function BoardPage() {
  const { t, text } = useWords();
  const [search, setSearch] = useSearchParams();
  const procedures = useProcedures();
  const chosen = search.get("procedure") ?? "";
  const newest = useMatters({ limit: 1 }, chosen === "");
  const id = chosen || newest.data?.items[0]?.procedure || "";
  const procedure = useProcedure(id);
  if (procedures.isError) return <FaultNotice error={procedures.error} onRetry={() => void procedures.refetch()} />;
  return (
    <div className="board-page">
      <h1 className="visually-hidden">{t("matter.board")}</h1>
      <div className="filters">
        <Select
          showSearch={{ optionFilterProp: "label" }} className="board-procedure" aria-label={t("matter.procedure")} placeholder={t("matter.procedure")}
          value={id || undefined} onChange={(p) => setSearch({ procedure: p })}
          options={(procedures.data ?? []).map((p) => ({ value: p.id, label: text(p.title) }))}
        />
        {procedure.data && <span className="quiet">{text(procedure.data.summary)}</span>}
      </div>
      {procedure.data ? <Columns procedure={procedure.data} /> : id ? <Skeleton active /> : <div className="notice"><h2>{t("matter.none")}</h2><p>{t("matter.noneSays")}</p></div>}
    </div>
  );
}

function Columns({ procedure }: { procedure: Procedure }) {
  return (
    <ol className="board">
      {procedure.states.filter((s) => !s.end).map((s) => <Column key={s.id} procedure={procedure.id} state={s} />)}
    </ol>
  );
}

function Column({ procedure, state }: { procedure: string; state: Procedure["states"][number] }) {
  const { t, text } = useWords();
  const matters = useMatters({ procedure, state: state.id, limit: shown, sort: "urgency" });
  const rows = matters.data?.items ?? [];
  return (
    <li className="board-column panel" data-state={state.id}>
      <h2>{text(state.title)} <span className="quiet figure">{countText(rows.length)}{matters.data?.next ? "+" : ""}</span></h2>
      {matters.isError && <FaultNotice error={matters.error} onRetry={() => void matters.refetch()} />}
      {matters.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      <ul>{rows.map((m) => <Card key={m.id} matter={m} />)}</ul>
      {matters.isSuccess && rows.length === 0 && <p className="quiet board-none">{t("matter.noneHere")}</p>}
      {matters.data?.next && <Link to={`/matters?procedure=${procedure}&state=${state.id}`}>{t("matter.others")}</Link>}
    </li>
  );
}

function Card({ matter: m }: { matter: MatterRow }) {
  const { t } = useWords();
  return (
    <li className="board-card" data-testid="board-card">
      <Link to={`/matters/${m.id}`}>{m.title}</Link>
      <p className="quiet"><span className="figure">{matterNumber(m)}</span> · {m.lead || t("matter.nobody")}</p>
      {m.next_due && <DueTag due={m.next_due} />} <WaitsTag waits={m.waits} />
    </li>
  );
}
