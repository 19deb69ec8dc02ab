import { type MouseEvent, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef } from "react";
import type { JudgmentText } from "../api/types";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { FieldCard } from "./FieldCard";
import type { Field } from "./fields";
import { HighlightedText } from "./HighlightedText";
import { fieldMarks, hitMarks, type Mark, parts, type Span, spanOf, trimmed, units } from "./span";
import { useFieldCard } from "./useFieldCard";
import "./document.css";

interface Props {
  judgment: JudgmentText;
  /** Evidence in this document, and the spot; spans in code points. */
  marks: Mark[];
  /** Key of the evidence, or of the spot, to show. */
  current: number | undefined;
  /** Changes whenever it is to be brought into sight again. */
  visit?: number;
  nameOf: (mark: Mark) => string;
  /** Where a word was found, in UTF-16 units. */
  hits?: Span[];
  /** What was read, to be marked and told about where the pointer or the keyboard stands on it. */
  fields?: readonly Field[];
  /** Called with the key of the mark that was clicked. */
  onMark?: (key: number) => void;
  /** Somebody else moves it; the box that scrolls is given for that. */
  still?: Ref<HTMLElement>;
}

const none: Span[] = [];
const unread: readonly Field[] = [];

/** A court document, section by section, with the evidence marked and the current one in sight. */
export function DocumentText({ judgment, marks, current, visit, nameOf, hits = none, fields = unread, onMark, still }: Props) {
  const { t } = useWords();
  const name = useCodes();
  const box = useRef<HTMLElement>(null);
  const { text } = judgment;
  const placed = useMemo(() => [...units(text, [...marks, ...fieldMarks(fields.map((f) => f.span))]), ...hitMarks(hits)], [text, marks, fields, hits]);
  const told = useFieldCard(box, fields);
  const card = useId();
  const sections = useMemo(() => {
    const known = (judgment.judgment.sections ?? []).flatMap((s) => {
      const span = spanOf(s.span);
      return span ? [{ kind: s.kind, span }] : [];
    });
    return parts(text.length, units(text, known))
      .map((p) => trimmed(text, p))
      .filter((p) => p.to > p.from);
  }, [text, judgment.judgment.sections]);

  useImperativeHandle(still, () => box.current as HTMLElement, []);
  useEffect(() => {
    if (still || !box.current) return;
    const marked = box.current.querySelector(".evidence-now");
    box.current.scrollTop = marked ? middleOf(box.current, marked) : 0;
  }, [current, text, visit, still]);
  const clicked = (event: MouseEvent) => {
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-evidence]") : null;
    if (mark) onMark?.(Number(mark.dataset.evidence?.split(" ")[0]));
  };

  return (
    <article ref={box} className="document" tabIndex={0} onClick={onMark && clicked} lang="zh-CN" aria-label={judgment.judgment.case_no ?? t("document.text")} aria-describedby={told.card && card} {...(fields.length > 0 ? told.handlers : {})}>
      {sections.map((s) => (
        <section key={s.from} data-section={s.kind}>
          {s.kind && <h3 className="document-section">{name("section", s.kind)}</h3>}
          <div className="document-words">
            <HighlightedText text={text} from={s.from} to={s.to} marks={placed} current={current} nameOf={nameOf} />
          </div>
        </section>
      ))}
      {told.card && <FieldCard id={card} card={told.card} fields={fields} onStay={told.stay} onLeave={told.leave} />}
    </article>
  );
}

/** middleOf is where box must scroll to so that inner stands in its middle; nothing around box moves. */
function middleOf(box: Element, inner: Element): number {
  const at = inner.getBoundingClientRect().top - box.getBoundingClientRect().top;
  return box.scrollTop + at - box.clientHeight / 2;
}
