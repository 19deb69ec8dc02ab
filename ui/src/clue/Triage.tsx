import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { ClueTable } from "./ClueTable";
import type { Sort } from "./filter";
import { type Marks, newMarks, useMark } from "./marks";
import { PeekPanel } from "./PeekPanel";
import { SelectionBar } from "./SelectionBar";
import { useListKeys } from "./useListKeys";

interface Props {
  /** Which page of which list it is: another one begins at its top with nothing selected. */
  page: string;
  rows: ClueRow[];
  sort: Sort;
  busy: boolean;
  stale: boolean;
  onSort: (sort: Sort) => void;
  pager: ReactNode;
  /** What stands in place of rows. */
  children: ReactNode;
}

/** One page of clues that is worked by keyboard. What a key changes is kept in marks: rows, foot and panel listen to them, and nothing else is drawn anew. */
export function Triage({ page, rows, sort, busy, stale, onSort, pager, children }: Props) {
  const navigate = useNavigate();
  const [marks] = useState(newMarks);
  const [peek, setPeek] = useState(false);
  useEffect(() => {
    marks.point(0);
    marks.select([]);
  }, [page, marks]);
  const latest = useRef(rows);
  latest.current = rows;
  const open = useCallback(
    (row: ClueRow | undefined) => {
      if (row) void navigate(`/clues/${row.id}`, { state: { ids: latest.current.map((r) => r.id), list: location.search } });
    },
    [navigate],
  );
  const close = useCallback(() => setPeek(false), []);
  useListKeys({
    move: (by) => {
      const next = Math.max(Math.min(Math.max(marks.current() + by, 0), rows.length - 1), 0);
      marks.point(next);
      // The focus goes along, so that Enter and space mean the row and a screen reader reads it.
      document.querySelector<HTMLElement>(`[data-clue="${rows[next]?.id}"]`)?.focus();
    },
    open: () => open(rows[marks.current()]),
    peek: () => setPeek((p) => !p),
    select: () => {
      const row = rows[marks.current()];
      if (row) marks.toggle(row.id);
    },
    close,
  });
  return (
    <>
      <section className="panel list-panel" aria-busy={busy}>
        {children}
        {rows.length > 0 && <ClueTable rows={rows} sort={sort} marks={marks} loading={stale} onSort={onSort} onOpen={open} />}
      </section>
      <footer className="list-foot">
        <Selected rows={rows} marks={marks} />
        {pager}
      </footer>
      <Peeked rows={rows} marks={marks} shown={peek} onOpen={open} onClose={close} />
    </>
  );
}

/** What can be done with the selected rows, or which keys there are. */
const Selected = memo(function Selected({ rows, marks }: { rows: ClueRow[]; marks: Marks }) {
  const { t } = useWords();
  const selected = useMark(marks, (m) => m.selected());
  if (selected.length === 0) return <span className="quiet">{t("list.keys")}</span>;
  return <SelectionBar rows={rows.filter((r) => selected.includes(r.id))} onDone={() => marks.select([])} />;
});

interface PeekedProps {
  rows: ClueRow[];
  marks: Marks;
  shown: boolean;
  onOpen: (row: ClueRow) => void;
  onClose: () => void;
}

/** The look at the current row, while it is asked for. */
const Peeked = memo(function Peeked({ rows, marks, shown, onOpen, onClose }: PeekedProps) {
  const current = useMark(marks, (m) => (shown ? m.current() : -1));
  return <PeekPanel row={rows[current]} onOpen={onOpen} onClose={onClose} />;
});
