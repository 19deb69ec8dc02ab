import { type HistoryEntry, states } from "../api/types";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

/** useHappened names what happened to a clue. */
export function useHappened() {
  const { t } = useWords();
  const state = (x: string) => (isOneOf(states, x) ? t(`state.${x}`) : x);
  return (e: Pick<HistoryEntry, "kind" | "from" | "to">) => {
    if (e.kind === "move") return t("history.move", { from: state(e.from), to: state(e.to) });
    return e.kind === "facts" && e.from !== e.to ? t("history.reopened") : t(`history.kind.${e.kind}`);
  };
}
