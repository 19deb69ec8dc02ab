import { Button } from "antd";
import { useState } from "react";
import type { Place } from "../document/evidence";
import { groupOf } from "../words/coded";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";

/** Evidence shown before the rest is asked for. */
const few = 3;

interface Props {
  places: Place[];
  current: number | undefined;
  onShow: (place: Place) => void;
}

/** A field of a register's record: there is no text to open. */
function RegisterField({ record }: { record: Place["record"] }) {
  const { text } = useWords();
  return (
    <div className="evidence-register" title={record.record_id}>
      <span className="evidence-case">{text(record.set_title)}</span>
      <span className="evidence-value">{text(record.field_title)} {text(record.says)}</span>
    </div>
  );
}

/** The records that an indicator rests on; each opens its document at the characters. */
export function EvidenceList({ places, current, onShow }: Props) {
  const { t, text } = useWords();
  const code = useCodes();
  const valueOf = (r: Place["record"]) => {
    const group = groupOf(r.dataset, r.field);
    if (r.value === "true" || r.value === "false") return `${text(r.field_title)}: ${t(r.value === "true" ? "taken.yes" : "taken.no")}`;
    return group ? code(group, r.value) : r.value || text(r.field_title);
  };
  const [all, setAll] = useState(false);
  if (places.length === 0) return <p className="quiet">{t("why.noEvidence")}</p>;
  return (
    <>
      <ul className="evidence-list">
        {(all ? places : places.slice(0, few)).map((p) => (
          <li key={p.key}>
            {p.record.register ? <RegisterField record={p.record} /> : <button
              type="button"
              className="plain-button"
              data-testid="evidence-link"
              aria-current={p.key === current || undefined}
              onClick={() => onShow(p)}
            >
              <span className="evidence-case">{p.record.case_no || p.record.record_id}</span>
              <span className="evidence-value">
                {valueOf(p.record)}
              </span>
              {!p.span && <span className="quiet">{t("why.noPlace")}</span>}
            </button>}
          </li>
        ))}
      </ul>
      {places.length > few && (
        <Button type="link" size="small" className="evidence-more" onClick={() => setAll(!all)}>
          {all ? t("why.fewer") : t("why.all", { n: places.length })}
        </Button>
      )}
    </>
  );
}
