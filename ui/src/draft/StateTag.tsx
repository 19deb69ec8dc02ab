import { Tag } from "antd";
import type { DraftRow } from "../api/types";
import { useWords } from "../words/i18n";

const colours: Record<DraftRow["state"], string | undefined> = { draft: undefined, review: "gold", approved: "blue", active: "green", dropped: undefined };

/** Where a draft stands. */
export function StateTag({ draft }: { draft: Pick<DraftRow, "state" | "state_title"> }) {
  const { text } = useWords();
  return <Tag color={colours[draft.state]} data-testid="draft-state" data-state={draft.state}>{text(draft.state_title)}</Tag>;
}
