import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import type { ClueRow } from "../api/types";
import { useOverview } from "../overview/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { ClueTable } from "./ClueTable";
import { EmptyList } from "./EmptyList";
import { FilterBar } from "./FilterBar";
import { change, filtersAnything, toggled, unfiltered } from "./filter";
import { OverviewStrip } from "./OverviewStrip";
import { Pager } from "./Pager";
import { PeekPanel } from "./PeekPanel";
import { QueueList } from "./QueueList";
import { useClues } from "./queries";
import { SelectionBar } from "./SelectionBar";
import { useFilter } from "./useFilter";
import { useListKeys } from "./useListKeys";
import "./clue.css";

/** The triage list: queues, filters, one page of clues, and a look at one without leaving. */
export default function ClueListPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const address = useFilter();
  const { filter } = address;
  const clues = useClues(filter);
  const overview = useOverview();
  const rows = clues.data?.items ?? [];
  const [current, setCurrent] = useState(0);
  const [peek, setPeek] = useState(false);
  const [selected, setSelected] = useState<string[]>([]);
  const page = JSON.stringify(filter);
  useEffect(() => {
    setCurrent(0);
    setSelected([]);
  }, [page]);

  const open = (row: ClueRow | undefined) => {
    if (row) void navigate(`/clues/${row.id}`, { state: { ids: rows.map((r) => r.id), list: location.search } });
  };
  const row = rows[current];
  useListKeys({
    move: (by) => {
      const next = Math.min(Math.max(current + by, 0), rows.length - 1);
      setCurrent(Math.max(next, 0));
      // The focus goes along, so that Enter and space mean the row and a screen reader reads it.
      document.querySelector<HTMLElement>(`[data-clue="${rows[next]?.id}"]`)?.focus();
    },
    open: () => open(row),
    peek: () => setPeek((p) => !p),
    select: () => row && setSelected((s) => toggled(s, row.id)),
    close: () => setPeek(false),
  });

  const filtered = filtersAnything(filter) || filter.states.length > 0;
  return (
    <div className="page list-page">
      <h1 className="visually-hidden">{t("shell.clues")}</h1>
      <QueueList
        counts={clues.data?.counts}
        more={clues.data?.more ?? []}
        chosen={filter.states}
        onChoose={(states) => address.set(change(filter, { states }))}
      />
      <div className="list-main">
        {overview.data ? (
          <OverviewStrip
            overview={overview.data}
            minRisk={filter.minRisk}
            models={filter.models}
            onMinRisk={(minRisk) => address.set(change(filter, { minRisk }))}
            onModel={(m) => address.set(change(filter, { models: toggled(filter.models, m) }))}
          />
        ) : (
          <div className="strip strip-wait" />
        )}
        <FilterBar filter={filter} models={overview.data?.by_model ?? []} onChange={address.set} />
        <section className="panel list-panel" aria-busy={clues.isFetching}>
          {clues.isError && <FaultNotice error={clues.error} onRetry={() => void clues.refetch()} />}
          {clues.isPending && <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />}
          {clues.isSuccess && rows.length === 0 && (
            <EmptyList filtered={filtered} onClear={() => address.set(change(filter, { states: [], ...unfiltered }))} />
          )}
          {rows.length > 0 && (
            <ClueTable
              rows={rows}
              sort={filter.sort}
              current={current}
              selected={selected}
              loading={clues.isPlaceholderData}
              onSort={(sort) => address.set(change(filter, { sort }))}
              onCurrent={setCurrent}
              onOpen={open}
              onSelect={setSelected}
            />
          )}
        </section>
        <footer className="list-foot">
          {selected.length > 0 ? (
            <SelectionBar rows={rows.filter((r) => selected.includes(r.id))} onDone={() => setSelected([])} />
          ) : (
            <span className="quiet">{t("list.keys")}</span>
          )}
          <Pager
            shown={rows.length}
            total={clues.data?.total}
            more={(clues.data?.more ?? []).some((s) => filter.states.length === 0 || filter.states.includes(s))}
            trail={address.trail}
            next={clues.data?.next ?? null}
            onFirst={address.first}
            onBack={address.back}
            onNext={() => clues.data?.next && address.next(clues.data.next)}
          />
        </footer>
      </div>
      <PeekPanel row={peek ? row : undefined} onOpen={open} onClose={() => setPeek(false)} />
    </div>
  );
}
