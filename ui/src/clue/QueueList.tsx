import type { ReactNode } from "react";
import { type CluePage, type State, states } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { type Filter, inWork, type Work, workOf, works } from "./filter";
import { useWorkCount } from "./queries";

interface Props {
  counts: CluePage["counts"] | undefined;
  /** States of which there are more than counts says. */
  more: State[];
  filter: Filter;
  onChoose: (fields: Partial<Filter>) => void;
  /** Below the queues. */
  children?: ReactNode;
}

/** The queues: whose work it is, and one queue per state, with how many are in each. */
export function QueueList({ counts, more, filter, onChoose, children }: Props) {
  const { t } = useWords();
  const chosen = filter.states;
  const all = counts && states.reduce((sum, s) => sum + (counts[s] ?? 0), 0);
  const queue = (key: string, name: string, count: number | undefined, over: boolean, active: boolean, next: State[]) => (
    <li key={key}>
      <button type="button" aria-pressed={active} className="plain-button queue" onClick={() => onChoose({ states: next })} data-testid={`queue-${key}`}>
        <span>{name}</span>
        <span className="figure">{count === undefined ? "…" : countText(count, over)}</span>
      </button>
    </li>
  );
  return (
    <nav className="queues panel" aria-label={t("list.queues")}>
      <ul>
        {queue("all", t("list.all"), all, more.length > 0, chosen.length === 0, [])}
        {states.map((s) => queue(s, t(`state.${s}`), counts?.[s], more.includes(s), chosen.length === 1 && chosen[0] === s, [s]))}
      </ul>
      <ul className="queues-work" aria-label={t("list.work.title")}>
        {works.map((w) => <WorkQueue key={w} work={w} filter={filter} onChoose={onChoose} />)}
      </ul>
      {children}
    </nav>
  );
}

/** A queue of work; chosen again, it shows all once more. */
function WorkQueue({ work, filter, onChoose }: { work: Work; filter: Filter; onChoose: Props["onChoose"] }) {
  const { t } = useWords();
  const count = useWorkCount(filter, work);
  const active = workOf(filter) === work;
  const more = (count.data?.more ?? []).some((s) => filter.states.length === 0 || filter.states.includes(s));
  return (
    <li>
      <button type="button" aria-pressed={active} className="plain-button queue" onClick={() => onChoose(inWork(active ? "" : work))} data-testid={`queue-${work}`}>
        <span>{t(`list.work.${work}`)}</span>
        {filter.q === "" && <span className="figure">{count.data ? countText(count.data.total, more) : "…"}</span>}
      </button>
    </li>
  );
}
