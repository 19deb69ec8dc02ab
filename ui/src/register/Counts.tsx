import type { RowCounts } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";

const shown = ["read", "added", "unchanged", "superseded", "duplicate", "quarantined", "mended"] as const;

/** What became of the rows of a file. */
export function Counts({ counts }: { counts: RowCounts }) {
  const { t } = useWords();
  return (
    <dl className="counts">
      {shown.map((k) => (
        <div key={k} data-count={k}><dt>{t(`imports.count.${k}`)}</dt><dd className="figure">{countText(counts[k])}</dd></div>
      ))}
    </dl>
  );
}
