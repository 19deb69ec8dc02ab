import { useEffect, useMemo, useRef } from "react";
import type { JudgmentText } from "../api/types";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { HighlightedText } from "./HighlightedText";
import { type Mark, parts, spanOf, trimmed, units } from "./span";
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
}

/** A court document, section by section, with the evidence marked and the current one in sight. */
export function DocumentText({ judgment, marks, current, visit, nameOf }: Props) {
  const { t } = useWords();
  const name = useCodes();
  const box = useRef<HTMLElement>(null);
  const { text } = judgment;
  const placed = useMemo(() => units(text, marks), [text, marks]);
  const sections = useMemo(() => {
    const known = (judgment.judgment.sections ?? []).flatMap((s) => {
      const span = spanOf(s.span);
      return span ? [{ kind: s.kind, span }] : [];
    });
    return parts(text.length, units(text, known))
      .map((p) => trimmed(text, p))
      .filter((p) => p.to > p.from);
  }, [text, judgment.judgment.sections]);

  useEffect(() => {
    const marked = box.current?.querySelector(".evidence-now");
    if (box.current) box.current.scrollTop = marked ? middleOf(box.current, marked) : 0;
  }, [current, text, visit]);

  return (
    <article ref={box} className="document" tabIndex={0} lang="zh-CN" aria-label={judgment.judgment.case_no ?? t("document.text")}>
      {sections.map((s) => (
        <section key={s.from} data-section={s.kind}>
          {s.kind && <h3 className="document-section">{name("section", s.kind)}</h3>}
          <div className="document-words">
            <HighlightedText text={text} from={s.from} to={s.to} marks={placed} current={current} nameOf={nameOf} />
          </div>
        </section>
      ))}
    </article>
  );
}

/** middleOf is where box must scroll to so that inner stands in its middle; nothing around box moves. */
function middleOf(box: Element, inner: Element): number {
  const at = inner.getBoundingClientRect().top - box.getBoundingClientRect().top;
  return box.scrollTop + at - box.clientHeight / 2;
}
