import { type CluePage, type State, states } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";

interface Props {
  counts: CluePage["counts"] | undefined;
  /** States of which there are more than counts says. */
  more: State[];
  chosen: State[];
  onChoose: (states: State[]) => void;
}

/** The queues of work: all clues, and one queue per state, with how many are in each. */
export function QueueList({ counts, more, chosen, onChoose }: Props) {
  const { t } = useWords();
  const all = counts && states.reduce((sum, s) => sum + (counts[s] ?? 0), 0);
  const queue = (key: string, name: string, count: number | undefined, over: boolean, active: boolean, next: State[]) => (
    <li key={key}>
      <button type="button" aria-pressed={active} className="plain-button queue" onClick={() => onChoose(next)} data-testid={`queue-${key}`}>
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
    </nav>
  );
}
