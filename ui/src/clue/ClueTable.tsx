import { Checkbox, Table, type TableColumnsType } from "antd";
import type { SorterResult } from "antd/es/table/interface";
import { type ComponentProps, memo, useMemo } from "react";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { columns } from "./columns";
import { type Sort, sorts, usualSort } from "./filter";
import { type Marks, useMark } from "./marks";

interface Props {
  rows: ClueRow[];
  sort: Sort;
  marks: Marks;
  loading: boolean;
  onSort: (sort: Sort) => void;
  onOpen: (row: ClueRow) => void;
}

/** One page of clues. Rows and boxes listen to the marks themselves: the table is not drawn again for a key. */
export const ClueTable = memo(function ClueTable({ rows, sort, marks, loading, onSort, onOpen }: Props) {
  const words = useWords();
  const cols = useMemo(() => [boxes(rows, marks), ...columns(words, sort)], [words.language, sort, rows, marks]);
  return (
    <Table<ClueRow>
      key={words.language}
      size="small"
      rowKey="id"
      columns={cols}
      components={parts}
      dataSource={rows}
      pagination={false}
      loading={{ spinning: loading, delay: 300 }}
      tableLayout="fixed"
      sticky={{ offsetHeader: 0 }}
      onChange={(_, __, sorter) => onSort(sortOf(sorter))}
      onRow={(row, index) =>
        ({
          marks,
          at: index ?? 0,
          "data-testid": "clue-row",
          "data-clue": row.id,
          tabIndex: -1,
          onClick: () => marks.point(index ?? 0),
          onDoubleClick: () => onOpen(row),
        }) as React.HTMLAttributes<HTMLElement>
      }
    />
  );
});

type RowProps = ComponentProps<"tr"> & { marks?: Marks; at?: number; "data-clue"?: string };

/** A row that knows by itself whether it is the current one. */
function Row({ marks, ...rest }: RowProps) {
  return marks ? <MarkedRow marks={marks} {...rest} /> : <tr {...rest} />;
}

function MarkedRow({ marks, at, className, ...rest }: RowProps & { marks: Marks }) {
  const id = rest["data-clue"] ?? "";
  const current = useMark(marks, (m) => m.current() === at);
  const selected = useMark(marks, (m) => m.selected().includes(id));
  return <tr {...rest} className={`${className} ${current ? "row-current" : ""} ${selected ? "row-selected" : ""}`} aria-current={current || undefined} />;
}

const parts = { body: { row: Row } };

/** boxes is the column in which rows are selected. */
function boxes(rows: ClueRow[], marks: Marks): TableColumnsType<ClueRow>[number] {
  return {
    key: "box",
    title: <AllBox rows={rows} marks={marks} />,
    width: 32,
    className: "box-cell",
    shouldCellUpdate: (now, before) => now !== before,
    render: (_, row) => <Box row={row} marks={marks} />,
  };
}

function Box({ row, marks }: { row: ClueRow; marks: Marks }) {
  const { t } = useWords();
  const checked = useMark(marks, (m) => m.selected().includes(row.id));
  return <Checkbox checked={checked} aria-label={t("list.selectOne", { name: row.subject.name })} onClick={(e) => e.stopPropagation()} onChange={() => marks.toggle(row.id)} />;
}

function AllBox({ rows, marks }: { rows: ClueRow[]; marks: Marks }) {
  const { t } = useWords();
  const n = useMark(marks, (m) => m.selected().length);
  return (
    <Checkbox
      checked={n > 0 && n === rows.length}
      indeterminate={n > 0 && n < rows.length}
      aria-label={t("list.selectAll")}
      onChange={(e) => marks.select(e.target.checked ? rows.map((r) => r.id) : [])}
    />
  );
}

function sortOf(sorter: SorterResult<ClueRow> | SorterResult<ClueRow>[]): Sort {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  if (!one?.order) return usualSort;
  const sort = (one.order === "descend" ? "-" : "") + String(one.columnKey);
  return isOneOf(sorts, sort) ? sort : usualSort;
}
