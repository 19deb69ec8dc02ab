import type { Span } from "../document/span";
import { useWords } from "../words/i18n";
import { type Entry, isInferred } from "./entry";

interface Props {
  entry: Entry;
  /** The place that is pointed at in the text. */
  spot: Span | null;
  onPoint: (span: Span) => void;
}

/** One thing that was read; choosing it shows its characters in the text. */
export function EntryItem({ entry, spot, onPoint }: Props) {
  const { t } = useWords();
  const { span } = entry;
  if (!span) return <li className="taken-entry"><Words entry={entry} /> <span className="quiet">{t("why.noPlace")}</span></li>;
  const here = spot !== null && spot[0] === span[0] && spot[1] === span[1];
  return (
    <li>
      <button type="button" className="plain-button taken-entry" data-testid="taken-entry" aria-current={here || undefined} onClick={() => onPoint(span)}>
        <Words entry={entry} />
      </button>
    </li>
  );
}

function Words({ entry }: { entry: Entry }) {
  const { t } = useWords();
  return (
    <>
      <span className={entry.value ? "taken-label" : "taken-value"}>{entry.label}</span>{" "}
      {entry.value && <span className="taken-value">{entry.value}</span>}{" "}
      {isInferred(entry) && <span className="taken-inferred">{t("taken.inferred")}</span>}
      {entry.facts.length > 0 && <span className="taken-facts">{entry.facts.join(" · ")}</span>}
      {entry.words && <span className="taken-words" lang="zh-CN">{entry.words}</span>}
    </>
  );
}
