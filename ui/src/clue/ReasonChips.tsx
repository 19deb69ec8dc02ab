import { Tag, Tooltip } from "antd";
import type { ClueRow } from "../api/types";
import { shareText } from "../words/format";
import { useWords } from "../words/i18n";

/** The strongest reasons of a clue, short, each with what it adds to the risk. */
export function ReasonChips({ reasons }: { reasons: ClueRow["top"] }) {
  const { text } = useWords();
  return (
    <span className="reasons">
      {reasons.map((r) => (
        <Tooltip key={r.id} title={text(r.says)} mouseEnterDelay={0.4}>
          <Tag className="reason">
            <span className="reason-title">{text(r.title)}</span> <span className="figure">{shareText(r.share)}</span>
          </Tag>
        </Tooltip>
      ))}
    </span>
  );
}
