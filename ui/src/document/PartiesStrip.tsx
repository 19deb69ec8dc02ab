import { useMemo } from "react";
import type { ClueDocument } from "../api/types";
import { countText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { sides, type Standing } from "./sides";

/** Names shown on each side before the rest is only counted. */
const shown = 15;

/** Who stood against whom, and in how many documents. */
export function PartiesStrip({ documents, subject }: { documents: ClueDocument[]; subject: string }) {
  const name = useCodes();
  const { claiming, defending } = useMemo(() => sides(documents), [documents]);
  const most = Math.max(1, ...[...claiming, ...defending].map((s) => s.documents));
  return (
    <div className="parties">
      <Side name={name("side", "claiming")} all={claiming} most={most} subject={subject} />
      <span className="parties-versus" aria-hidden>↔</span>
      <Side name={name("side", "defending")} all={defending} most={most} subject={subject} />
    </div>
  );
}

function Side({ name, all, most, subject }: { name: string; all: Standing[]; most: number; subject: string }) {
  const { t } = useWords();
  const rest = all.length - shown;
  return (
    <section>
      <h3>{name} <span className="quiet figure">{t("side.names", { n: all.length })}</span></h3>
      <ul>
        {all.slice(0, shown).map((s) => (
          <li key={s.name} className={s.name === subject ? "parties-subject" : undefined}>
            <span className="parties-name" title={s.name}>{s.name}</span>
            <span className="strip-bar" aria-hidden><span style={{ width: `${(s.documents / most) * 100}%` }} /></span>
            <span className="figure">{countText(s.documents)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">{t("side.more", { n: rest })}</p>}
    </section>
  );
}
