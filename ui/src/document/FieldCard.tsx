import { createPortal } from "react-dom";
import { isInferred } from "../taken/entry";
import { useWords } from "../words/i18n";
import type { Field } from "./fields";
import type { Card } from "./useFieldCard";

interface Props {
  id: string;
  card: Card;
  fields: readonly Field[];
  onStay: () => void;
  onLeave: () => void;
}

/** How much room a card needs below its words; with less it stands above. */
const room = 190;

/** What the fields at one place are, what they are worth and how sure the reader is. */
export function FieldCard({ id, card, fields, onStay, onLeave }: Props) {
  const { t } = useWords();
  const { at } = card;
  const above = window.innerHeight - at.bottom < room;
  const left = Math.max(8, Math.min(at.left, window.innerWidth - 348));
  return createPortal(
    <div id={id} role="tooltip" className="field-card" data-testid="field-card" style={above ? { left, bottom: window.innerHeight - at.top + 4 } : { left, top: at.bottom + 4 }} onMouseEnter={onStay} onMouseLeave={onLeave}>
      <ul>
        {card.fields.flatMap((n) => fields[n] ?? []).map((f, i) => (
          <li key={i}>
            <span className="field-card-label">{f.label}</span>
            <span className="field-card-sure figure">
              {f.sure === null ? t("document.sureUnknown") : t("document.sure", { n: Math.round(f.sure * 100) })}
              {isInferred(f) && <> · {t("taken.inferred")}</>}
            </span>
            {(f.value || f.words) && <span className="field-card-value">{f.value || f.words}</span>}
            {f.facts.length > 0 && <span className="field-card-facts">{f.facts.join(" · ")}</span>}
          </li>
        ))}
      </ul>
    </div>,
    document.body,
  );
}
