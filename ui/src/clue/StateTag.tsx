import { Tag } from "antd";
import type { State } from "../api/types";
import { useWords } from "../words/i18n";

const colour: Record<State, string> = {
  found: "gold",
  screening: "blue",
  accepted: "red",
  dismissed: "default",
  transferred: "green",
  merged: "purple",
};

interface Props {
  state: State;
  /** New facts reopened it after a dismissal. */
  reopened?: boolean;
  /** The newest scan no longer finds it. */
  stale?: boolean;
}

/** The state of a clue in words; the colour only repeats it. */
export function StateTag({ state, reopened, stale }: Props) {
  const { t } = useWords();
  return (
    <span data-testid="clue-state" data-state={state}>
      <Tag color={colour[state]} style={{ marginInlineEnd: 4 }}>{t(`state.${state}`)}</Tag>
      {reopened && <Tag color="volcano">{t("clue.reopenedShort")}</Tag>}
      {stale && <Tag>{t("clue.staleShort")}</Tag>}
    </span>
  );
}
