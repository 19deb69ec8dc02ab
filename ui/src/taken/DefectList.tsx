import type { Judgment } from "../api/types";
import type { Span } from "../document/span";
import { useWords } from "../words/i18n";
import { EntryItem } from "./EntryItem";
import { defects } from "./paper";
import "./taken.css";
import { useTeller } from "./useTeller";

interface Props {
  judgment: Judgment;
  spot: Span | null;
  onPoint: (span: Span) => void;
}

/** What the reader could not read, and where: a hole in the evidence must not look like an absence of it. */
export function DefectList({ judgment, spot, onPoint }: Props) {
  const { t } = useWords();
  const teller = useTeller();
  const all = defects(judgment, teller);
  if (all.length === 0) return null;
  return (
    <details className="defects">
      <summary>{t("document.defects", { n: all.length })}</summary>
      <ul>
        {all.map((d, i) => <EntryItem key={i} entry={d} spot={spot} onPoint={onPoint} />)}
      </ul>
    </details>
  );
}
