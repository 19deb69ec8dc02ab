import { Table } from "antd";
import type { SorterResult } from "antd/es/table/interface";
import { useMemo } from "react";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { columns } from "./columns";
import { type Sort, sorts, usualSort } from "./filter";

interface Props {
  rows: ClueRow[];
  sort: Sort;
  current: number;
  selected: string[];
  loading: boolean;
  onSort: (sort: Sort) => void;
  onCurrent: (index: number) => void;
  onOpen: (row: ClueRow) => void;
  onSelect: (ids: string[]) => void;
}

/** One page of clues. */
export function ClueTable(p: Props) {
  const words = useWords();
  const cols = useMemo(() => columns(words, p.sort), [words.language, p.sort]);
  return (
    <Table<ClueRow>
      key={words.language}
      size="small"
      rowKey="id"
      columns={cols}
      dataSource={p.rows}
      pagination={false}
      loading={{ spinning: p.loading, delay: 300 }}
      tableLayout="fixed"
      sticky={{ offsetHeader: 0 }}
      rowSelection={{ selectedRowKeys: p.selected, onChange: (keys) => p.onSelect(keys.map(String)), columnWidth: 32 }}
      rowClassName={(_, i) => (i === p.current ? "row-current" : "")}
      onChange={(_, __, sorter) => p.onSort(sortOf(sorter))}
      onRow={(row, index) =>
        ({
          "data-testid": "clue-row",
          "data-clue": row.id,
          tabIndex: -1,
          "aria-current": index === p.current || undefined,
          onClick: () => p.onCurrent(index ?? 0),
          onDoubleClick: () => p.onOpen(row),
        }) as React.HTMLAttributes<HTMLElement>
      }
    />
  );
}

function sortOf(sorter: SorterResult<ClueRow> | SorterResult<ClueRow>[]): Sort {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  if (!one?.order) return usualSort;
  const sort = (one.order === "descend" ? "-" : "") + String(one.columnKey);
  return isOneOf(sorts, sort) ? sort : usualSort;
}
