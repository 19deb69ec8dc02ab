import { Button, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { FigureQuery, FigureRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { useWidth } from "../shell/useWidth";
import { useWords } from "../words/i18n";
import { useFigureRows } from "./queries";

/** A Drill is the set of rows behind a number. */
export interface Drill {
  set: string;
  title: string;
  before?: boolean;
  year_before?: boolean;
  model?: string;
  procedure?: string;
  statistic?: string;
  youngest?: number;
  oldest?: number;
  /** Of this office alone. */
  office?: string;
}

interface Props {
  query: FigureQuery;
  drill: Drill;
  onClose: () => void;
}

/** The rows behind a number, page by page; each leads to its clue or matter. */
export function RowsDrawer({ query, drill, onClose }: Props) {
  const { t, text } = useWords();
  const width = useWidth();
  const [trail, setTrail] = useState<string[]>([]);
  const { set, title, office, ...rest } = drill;
  const rows = useFigureRows(set, { ...query, ...rest, before: rest.before || undefined, ...(office ? { office, alone: true } : {}), cursor: trail.at(-1), limit: 50 });
  const items = rows.data?.items ?? [];
  return (
    <SideDrawer size={Math.min(width - 40, 900)} title={title} onClose={onClose}>
      <div data-testid="figure-rows">
        {rows.isError && <FaultNotice error={rows.error} onRetry={() => void rows.refetch()} />}
        {rows.isPending && <Skeleton active />}
        {rows.isSuccess && items.length === 0 && <p className="quiet">{t("leader.nobody")}</p>}
        {items.length > 0 && (
          <Table<FigureRow>
            size="small" rowKey="key" pagination={false} dataSource={items}
            onRow={() => ({ "data-testid": "figure-row" }) as React.HTMLAttributes<HTMLElement>}
            columns={[
              { title: t("leader.day"), width: 90, render: (_, r) => <span className="figure">{r.day}</span> },
              { title: t("leader.name"), render: (_, r) => <Name row={r} /> },
              { title: t("leader.sort"), render: (_, r) => text(r.sort) },
              { title: t("leader.stands"), width: 120, render: (_, r) => text(r.stands) },
              { title: t("leader.note"), width: 130, render: (_, r) => text(r.note) },
              { title: t("leader.office"), width: 130, render: (_, r) => r.office_name },
            ]}
          />
        )}
        {(trail.length > 0 || rows.data?.next) && (
          <nav className="pager leader-pager" aria-label={t("list.pages")}>
            <Button size="small" disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>{t("list.back")}</Button>
            <Button size="small" disabled={!rows.data?.next} onClick={() => rows.data?.next && setTrail([...trail, rows.data.next])}>{t("list.next")}</Button>
          </nav>
        )}
      </div>
    </SideDrawer>
  );
}

function Name({ row: r }: { row: FigureRow }) {
  const { t } = useWords();
  if (r.withheld) return <span className="quiet">{t("leader.withheld")}</span>;
  const clue = r.thing === "clue" || r.thing === "exchange";
  return <Link to={clue ? `/clues/${r.of}` : `/matters/${r.of}`}>{r.name} <span className="quiet figure">{r.number}</span></Link>;
}
