import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { DocumentComparison, JudgmentText } from "../api/types";
import { DocumentText } from "../document/DocumentText";
import { edge, ground } from "../document/hue";
import { useJudgment } from "../document/queries";
import { type Mark, spanOf } from "../document/span";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { CopyBars } from "./CopyBars";
import { beside, type Column, ribbons } from "./place";
import { useCopied } from "./queries";
import { useCopyKeys } from "./useCopyKeys";
import "../document/document.css";

interface Props {
  clue: string;
  here: string;
  there: string;
}

/** Two documents and what they have in common, once all of it is there. */
export function SideBySide({ clue, here, there }: Props) {
  const copied = useCopied(here, there, clue);
  const left = useJudgment(here, clue);
  const right = useJudgment(there, clue);
  const failed = [copied, left, right].find((q) => q.isError);
  if (failed) return <FaultNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!copied.data || !left.data || !right.data) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />;
  return <Columns copied={copied.data} left={left.data} right={right.data} />;
}

interface ColumnsProps {
  copied: DocumentComparison;
  left: JudgmentText;
  right: JudgmentText;
}

function Columns({ copied, left, right }: ColumnsProps) {
  const { t } = useWords();
  const { passages } = copied;
  const [at, setAt] = useState({ current: 0, visit: 0 });
  const [a, b] = [useRef<HTMLElement>(null), useRef<HTMLElement>(null)];
  const choose = (current: number) => setAt(({ visit }) => ({ current, visit: visit + 1 }));
  const step = (by: number) => passages.length > 0 && choose((at.current + by + passages.length) % passages.length);
  useCopyKeys(step);
  useLayoutEffect(() => bringBeside(a, b), [at, copied]);

  const nameOf = useCallback((n: number) => t("copies.passage", { n: n + 1, letters: countText(passages[n]?.letters ?? 0) }), [passages, t]);
  const markName = useCallback((m: Mark) => nameOf(m.hue), [nameOf]);
  const [marksHere, marksThere] = useMemo(() => [marksOf(copied, "here"), marksOf(copied, "there")], [copied]);
  const drawn = useMemo(() => ribbons(passages, [...left.text].length, [...right.text].length), [passages, left.text, right.text]);
  const summary = t("copies.summary", { n: passages.length, letters: countText(copied.letters), here: percent(copied.share_here), there: percent(copied.share_there) });
  const none = passages.length === 0;
  return (
    <>
      <div className="copies-bar">
        {none ? <p role="status" data-testid="copies-none"><strong>{t("copies.none")}</strong> <span className="quiet">{t("copies.noneSays")}</span></p> : (
          <>
            <p role="status" className="copies-summary" data-testid="copies-summary" title={t("copies.says")}>{summary}</p>
            <ol className="copies-passages" aria-label={t("copies.passages")}>
              {passages.map((_, n) => (
                <li key={n}>
                  <button type="button" className="plain-button hue figure" style={{ background: ground(n), borderColor: edge(n) }} aria-current={n === at.current || undefined} aria-label={nameOf(n)} title={nameOf(n)} onClick={() => choose(n)} data-testid="copies-passage">{n + 1}</button>
                </li>
              ))}
            </ol>
            <Button size="small" icon={<LeftOutlined />} aria-label={t("copies.previous")} title={t("copies.previous")} onClick={() => step(-1)} />
            <span className="figure" data-testid="copies-at">{t("copies.at", { at: at.current + 1, of: passages.length })}</span>
            <Button size="small" icon={<RightOutlined />} aria-label={t("copies.next")} title={t("copies.next")} onClick={() => step(1)} />
          </>
        )}
      </div>
      <div className="copies-columns">
        <DocumentText judgment={left} marks={marksHere} current={at.current} nameOf={markName} onMark={choose} still={a} />
        <CopyBars ribbons={drawn} current={at.current} label={t("copies.picture", { summary: none ? t("copies.none") : summary })} nameOf={nameOf} onChoose={choose} />
        <DocumentText judgment={right} marks={marksThere} current={at.current} nameOf={markName} onMark={choose} still={b} />
      </div>
    </>
  );
}

/** marksOf marks each passage as a whole, and in it what is written the same in both. */
function marksOf(copied: DocumentComparison, side: "here" | "there"): Mark[] {
  return copied.passages.flatMap((p, n) => [
    ...placed({ key: n, hue: n, whole: true }, p[side]),
    ...p.same.flatMap((x) => placed({ key: n, hue: n, part: true }, x[side])),
  ]);
}

function placed(mark: Omit<Mark, "span">, sent: readonly number[] | null): Mark[] {
  const span = spanOf(sent);
  return span ? [{ ...mark, span }] : [];
}

function percent(share: number): number {
  return Math.round(share * 100);
}

/** How far below the upper edge the passage is wanted, as a part of the height. */
const wanted = 0.2;

/** bringBeside scrolls both columns so that the current passage stands equally high in both. */
function bringBeside(a: RefObject<HTMLElement | null>, b: RefObject<HTMLElement | null>): void {
  const [here, there] = [columnOf(a.current), columnOf(b.current)];
  if (!a.current || !b.current || !here || !there) return;
  [a.current.scrollTop, b.current.scrollTop] = beside(here, there, a.current.clientHeight * wanted);
}

function columnOf(box: HTMLElement | null): Column | null {
  const mark = box?.querySelector(".evidence-now")?.getClientRects()[0];
  if (!box || !mark) return null;
  return { top: mark.top - box.getBoundingClientRect().top + box.scrollTop, most: box.scrollHeight - box.clientHeight };
}
