import { Skeleton } from "antd";
import { useCallback, useRef } from "react";
import { useOverview } from "../overview/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { EmptyList } from "./EmptyList";
import { FilterBar } from "./FilterBar";
import { change, type Filter, filtersAnything, toggled, unfiltered } from "./filter";
import { OverviewStrip } from "./OverviewStrip";
import { Pager } from "./Pager";
import { QueueList } from "./QueueList";
import { useClues } from "./queries";
import { Triage } from "./Triage";
import { useFilter } from "./useFilter";
import "./clue.css";

/** The triage list: queues, filters, one page of clues, and a look at one without leaving. */
export default function ClueListPage() {
  const { t } = useWords();
  const address = useFilter();
  const { filter } = address;
  const clues = useClues(filter);
  const overview = useOverview();
  const rows = clues.data?.items ?? [];
  const latest = useRef({ filter, set: address.set });
  latest.current = { filter, set: address.set };
  const set = useCallback((fields: Partial<Filter>) => latest.current.set(change(latest.current.filter, fields)), []);
  const model = useCallback((m: string) => set({ models: toggled(latest.current.filter.models, m) }), [set]);

  const filtered = filtersAnything(filter) || filter.states.length > 0;
  const more = clues.data?.more ?? [];
  const pager = (
    <Pager
      shown={rows.length}
      total={clues.data?.total}
      more={more.some((s) => filter.states.length === 0 || filter.states.includes(s))}
      trail={address.trail}
      next={clues.data?.next ?? null}
      onFirst={address.first}
      onBack={address.back}
      onNext={() => clues.data?.next && address.next(clues.data.next)}
    />
  );
  return (
    <div className="page list-page">
      <h1 className="visually-hidden">{t("shell.clues")}</h1>
      <QueueList counts={clues.data?.counts} more={more} chosen={filter.states} onChoose={(states) => set({ states })} />
      <div className="list-main">
        {overview.data ? (
          <OverviewStrip overview={overview.data} minRisk={filter.minRisk} models={filter.models} onMinRisk={(minRisk) => set({ minRisk })} onModel={model} />
        ) : (
          <div className="strip strip-wait" />
        )}
        <FilterBar filter={filter} models={overview.data?.by_model ?? []} onChange={address.set} />
        <Triage page={JSON.stringify(filter)} rows={rows} sort={filter.sort} busy={clues.isFetching} stale={clues.isPlaceholderData} onSort={(sort) => set({ sort })} pager={pager}>
          {clues.isError && <FaultNotice error={clues.error} onRetry={() => void clues.refetch()} />}
          {clues.isPending && <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />}
          {clues.isSuccess && rows.length === 0 && <EmptyList filtered={filtered} onClear={() => set({ states: [], ...unfiltered })} />}
        </Triage>
      </div>
    </div>
  );
}
