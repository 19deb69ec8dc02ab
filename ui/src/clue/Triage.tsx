import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { ClueTable } from "./ClueTable";
import { type Sort, toggled } from "./filter";
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

/** One page of clues that is worked by keyboard. What a key changes is kept here and in the table, so that nothing else of the page is drawn anew. */
export function Triage({ page, rows, sort, busy, stale, onSort, pager, children }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [current, setCurrent] = useState(0);
  const [peek, setPeek] = useState(false);
  const [selected, setSelected] = useState<string[]>([]);
  useEffect(() => {
    setCurrent(0);
    setSelected([]);
  }, [page]);
  const latest = useRef(rows);
  latest.current = rows;
  const open = useCallback(
    (row: ClueRow | undefined) => {
      if (row) void navigate(`/clues/${row.id}`, { state: { ids: latest.current.map((r) => r.id), list: location.search } });
    },
    [navigate],
  );
  const row = rows[current];
  useListKeys({
    move: (by) => {
      const next = Math.min(Math.max(current + by, 0), rows.length - 1);
      setCurrent(Math.max(next, 0));
      // The focus goes along, so that Enter and space mean the row and a screen reader reads it.
      document.querySelector<HTMLElement>(`[data-clue="${rows[next]?.id}"]`)?.focus();
    },
    open: () => open(row),
    peek: () => setPeek((p) => !p),
    select: () => row && setSelected((s) => toggled(s, row.id)),
    close: () => setPeek(false),
  });
  return (
    <>
      <section className="panel list-panel" aria-busy={busy}>
        {children}
        {rows.length > 0 && <ClueTable rows={rows} sort={sort} current={current} selected={selected} loading={stale} onSort={onSort} onCurrent={setCurrent} onOpen={open} onSelect={setSelected} />}
      </section>
      <footer className="list-foot">
        {selected.length > 0 ? <SelectionBar rows={rows.filter((r) => selected.includes(r.id))} onDone={() => setSelected([])} /> : <span className="quiet">{t("list.keys")}</span>}
        {pager}
      </footer>
      <PeekPanel row={peek ? row : undefined} onOpen={open} onClose={() => setPeek(false)} />
    </>
  );
}
