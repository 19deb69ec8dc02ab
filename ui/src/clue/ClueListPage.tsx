import { Button, message, Skeleton } from "antd";
import { useCallback, useRef } from "react";
import { useNavigate } from "react-router";
import { isFault } from "../api/fault";
import { addDays, today } from "../matter/clock";
import { useOverview } from "../overview/queries";
import { movesClues } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { EmptyList } from "./EmptyList";
import { FilterBar } from "./FilterBar";
import { change, type Filter, filtersAnything, toggled, unfiltered } from "./filter";
import { OverviewStrip } from "./OverviewStrip";
import { Pager } from "./Pager";
import { QueueList } from "./QueueList";
import { useClaim, useClues } from "./queries";
import { SavedFilters } from "./SavedFilters";
import { Triage } from "./Triage";
import { useFilter } from "./useFilter";
import "./clue.css";

/** For how many days a clue is whose who claims it. */
const claimDays = 7;

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

  const navigate = useNavigate();
  const [notes, shown] = message.useMessage();
  const sentence = useFaultSentence();
  const mayClaim = movesClues(useSession().data?.role);
  const claim = useClaim();
  const claimNext = () => {
    if (!mayClaim || claim.isPending) return;
    claim.mutate(
      { filter, until: addDays(today(), claimDays) },
      {
        onSuccess: (clue) => void navigate(`/clues/${clue.id}`, { state: { list: location.search } }),
        onError: (err) => void notes.info(isFault(err, 404) ? t("list.nothingFree") : sentence(err)),
      },
    );
  };
  const filtered = filtersAnything(filter) || filter.states.length > 0;
  const more = clues.data?.more ?? [];
  const uncounted = more.some((s) => filter.states.length === 0 || filter.states.includes(s));
  const next = clues.data?.next;
  const pager = (
    <Pager
      shown={rows.length}
      total={clues.data?.total}
      more={uncounted}
      trail={address.trail}
      next={next ?? null}
      onFirst={address.first}
      onBack={address.back}
      onNext={() => next && address.next(next)}
    />
  );
  return (
    <div className="page list-page">
      <h1 className="visually-hidden">{t("shell.clues")}</h1>
      <QueueList counts={clues.data?.counts} more={more} filter={filter} onChoose={set}>
        <SavedFilters filter={filter} onChoose={address.set} />
      </QueueList>
      <div className="list-main">
        {shown}
        {overview.data ? (
          <OverviewStrip overview={overview.data} minRisk={filter.minRisk} models={filter.models} onMinRisk={(minRisk) => set({ minRisk })} onModel={model} />
        ) : (
          <div className="strip strip-wait" />
        )}
        <FilterBar filter={filter} models={overview.data?.by_model ?? []} onChange={address.set}>
          {mayClaim && <Button type="primary" loading={claim.isPending} onClick={claimNext} data-testid="claim-next" title={t("list.claimSays", { n: claimDays })}>{t("list.claim")}</Button>}
        </FilterBar>
        <Triage
          filter={filter}
          rows={rows}
          total={uncounted ? undefined : clues.data?.total}
          busy={clues.isFetching}
          stale={clues.isPlaceholderData}
          onSort={(sort) => set({ sort })}
          onNext={next ? () => address.next(next) : undefined}
          onBack={address.trail?.length ? address.back : undefined}
          onClaim={claimNext}
          pager={pager}
        >
          {clues.isError && <FaultNotice error={clues.error} onRetry={() => void clues.refetch()} />}
          {clues.isPending && <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />}
          {clues.isSuccess && rows.length === 0 && <EmptyList filtered={filtered} onClear={() => set({ states: [], ...unfiltered })} />}
        </Triage>
      </div>
    </div>
  );
}
