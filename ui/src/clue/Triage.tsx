import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { BulkBar } from "./BulkBar";
import { ClueTable } from "./ClueTable";
import type { Filter, Sort } from "./filter";
import { type Marks, newMarks, useMark } from "./marks";
import { PeekPanel } from "./PeekPanel";
import { SelectionBar } from "./SelectionBar";
import { useListKeys } from "./useListKeys";

interface Props {
  /** Which page of which list is asked for: another one begins at its top with nothing selected. */
  filter: Filter;
  rows: ClueRow[];
  /** Clues under the filter; undefined if there are more than were counted. */
  total: number | undefined;
  busy: boolean;
  /** The rows are of the page before. */
  stale: boolean;
  onSort: (sort: Sort) => void;
  /** Lead to the next page and the one before; undefined where there is none. */
  onNext: (() => void) | undefined;
  onBack: (() => void) | undefined;
  onClaim: () => void;
  pager: ReactNode;
  /** What stands in place of rows. */
  children: ReactNode;
}

/** One page of clues that is worked by keyboard. What a key changes is kept in marks: rows, foot and panel listen to them, and nothing else is drawn anew. */
export function Triage({ filter, rows, total, busy, stale, onSort, onNext, onBack, onClaim, pager, children }: Props) {
  const navigate = useNavigate();
  const [marks] = useState(newMarks);
  const [peek, setPeek] = useState(false);
  const [deciding, setDeciding] = useState("");
  const page = JSON.stringify(filter);
  // Where a key that left the page wants to go on once the other one is there.
  const landing = useRef<"first" | "last" | undefined>(undefined);
  useEffect(() => {
    marks.point(0);
    marks.select([]);
  }, [page, marks]);
  const latest = useRef(rows);
  useEffect(() => {
    if (stale) return;
    const before = latest.current[marks.current()]?.id;
    latest.current = rows;
    if (landing.current) {
      const at = landing.current === "last" ? rows.length - 1 : 0;
      landing.current = undefined;
      marks.point(at);
      focusRow(rows[at]);
      return;
    }
    // The current clue stays current where the list has changed around it; where it is gone, the one in its place.
    const at = rows.findIndex((r) => r.id === before);
    const next = at >= 0 ? at : Math.max(Math.min(marks.current(), rows.length - 1), 0);
    if (next !== marks.current()) marks.point(next);
  }, [rows, stale, marks]);
  const open = useCallback(
    (row: ClueRow | undefined) => {
      if (row) void navigate(`/clues/${row.id}`, { state: { ids: latest.current.map((r) => r.id), list: location.search } });
    },
    [navigate],
  );
  const close = useCallback(() => {
    setPeek(false);
    setDeciding("");
  }, []);
  const back = useCallback(() => focusRow(latest.current[marks.current()]), [marks]);
  const point = useCallback(
    (at: number) => {
      marks.point(at);
      setDeciding("");
      focusRow(latest.current[at]);
    },
    [marks],
  );
  const decided = useCallback(
    (row: ClueRow) => {
      const at = latest.current.findIndex((r) => r.id === row.id);
      if (at >= 0) point(Math.min(at + 1, latest.current.length - 1));
    },
    [point],
  );
  useListKeys({
    move: (by) => {
      if (stale) return;
      const to = marks.current() + by;
      const leave = to >= rows.length ? onNext : to < 0 ? onBack : undefined;
      if (leave) {
        landing.current = by > 0 ? "first" : "last";
        leave();
        return;
      }
      point(Math.max(Math.min(to, rows.length - 1), 0));
    },
    open: () => open(rows[marks.current()]),
    peek: () => setPeek((p) => !p),
    select: () => {
      const row = rows[marks.current()];
      if (row) marks.toggle(row.id);
    },
    decide: () => {
      setPeek(true);
      setDeciding(rows[marks.current()]?.id ?? "");
    },
    claim: onClaim,
    many: () => document.querySelector<HTMLElement>(".list-page [data-many]:not(:disabled)")?.focus(),
    close,
  });
  return (
    <>
      <section className="panel list-panel" aria-busy={busy}>
        {children}
        {rows.length > 0 && <ClueTable rows={rows} sort={filter.sort} marks={marks} loading={stale} onSort={onSort} onOpen={open} />}
      </section>
      <footer className="list-foot">
        <Selected rows={rows} filter={filter} total={total} marks={marks} />
        {pager}
      </footer>
      <BulkBar />
      <Peeked rows={rows} marks={marks} shown={peek} deciding={deciding} onOpen={open} onDone={decided} onClose={close} onClosed={back} />
    </>
  );
}

/** The focus goes along with the current row, so that Enter and space mean it and a screen reader reads it. */
function focusRow(row: ClueRow | undefined): void {
  document.querySelector<HTMLElement>(`[data-clue="${row?.id}"]`)?.focus();
}

interface SelectedProps {
  rows: ClueRow[];
  filter: Filter;
  total: number | undefined;
  marks: Marks;
}

/** What can be done with the selected rows, or which keys there are. */
const Selected = memo(function Selected({ rows, filter, total, marks }: SelectedProps) {
  const { t } = useWords();
  const selected = useMark(marks, (m) => m.selected());
  const chosen = rows.filter((r) => selected.includes(r.id));
  if (chosen.length === 0) return <span className="quiet">{t("list.keys")}</span>;
  return <SelectionBar rows={chosen} all={chosen.length === rows.length} filter={filter} total={total} onDone={() => marks.select([])} />;
});

interface PeekedProps {
  rows: ClueRow[];
  marks: Marks;
  shown: boolean;
  deciding: string;
  onOpen: (row: ClueRow) => void;
  onDone: (row: ClueRow) => void;
  onClose: () => void;
  onClosed: () => void;
}

/** The look at the current row, while it is asked for. */
const Peeked = memo(function Peeked({ rows, marks, shown, ...acts }: PeekedProps) {
  const current = useMark(marks, (m) => (shown ? m.current() : -1));
  return <PeekPanel row={rows[current]} {...acts} />;
});
