import { Tag } from "antd";
import type { State } from "../api/types";
import { useWords } from "../words/i18n";

const colour: Record<State, string> = {
  found: "gold",
  screening: "blue",
  accepted: "red",
  dismissed: "default",
  transferred: "green",
};

/** The state of a clue in words; the colour only repeats it. */
export function StateTag({ state, reopened }: { state: State; reopened?: boolean }) {
  const { t } = useWords();
  return (
    <span data-testid="clue-state" data-state={state}>
      <Tag color={colour[state]} style={{ marginInlineEnd: 4 }}>{t(`state.${state}`)}</Tag>
      {reopened && <Tag color="volcano">{t("clue.reopenedShort")}</Tag>}
    </span>
  );
}
