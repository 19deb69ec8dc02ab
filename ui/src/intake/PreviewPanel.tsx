import { CloseCircleFilled } from "@ant-design/icons";
import { Alert, Skeleton, Table, Tag, Tooltip } from "antd";
import { useDeferredValue, useEffect, useState } from "react";
import type { ColumnChoice, Field, Preview, PreviewCell, PreviewRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { type Place, usePreview } from "./queries";

/** Milliseconds that a person's choices must rest before the rows are read again. */
const rest = 350;

/** useRested gives a value once it has not changed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest);
    return () => clearTimeout(timer);
  }, [JSON.stringify(value)]);
  return useDeferredValue(rested);
}

/** The first rows as the import would read them: the value kept, beside it what was delivered. */
export function PreviewPanel({ place, choices, purpose }: { place: Place; choices: ColumnChoice[]; purpose: string }) {
  const { t, text } = useWords();
  const preview = usePreview(place, useRested(choices), purpose);
  const data = preview.data;
  return (
    <section className="panel table-panel" aria-busy={preview.isFetching} data-testid="preview">
      <h2>
        {t("intake.preview", { n: data?.rows.length ?? 50 })}{" "}
        {data && (data.rejected > 0
          ? <Tag color="red" data-testid="rejected">{t("intake.rejected", { n: data.rejected })}</Tag>
          : <Tag color="green">{t("intake.noneRejected")}</Tag>)}
        {" "}<span className="quiet">{t("intake.previewSays")}</span>
      </h2>
      {preview.isError && <FaultNotice error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isLoading && <Skeleton active className="panel-body" />}
      {data?.lacking.map((says, i) => <Alert key={i} type="warning" showIcon title={text(says)} data-testid="lacks-usual" />)}
      {data && <PreviewTable preview={data} />}
    </section>
  );
}

function PreviewTable({ preview }: { preview: Preview }) {
  const { t, text } = useWords();
  return (
    <Table<PreviewRow>
      size="small"
      rowKey="place"
      pagination={false}
      scroll={{ x: "max-content", y: 320 }}
      dataSource={preview.rows}
      rowClassName={(r) => (r.rejected.length > 0 ? "row-rejected" : "")}
      onRow={(r) => ({ "data-testid": "preview-row", "data-rejected": r.rejected.length > 0 }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        {
          title: t("intake.place"), fixed: "left", width: 190,
          render: (_, r) => (
            <>
              <span className="figure">{r.place}</span>
              {r.rejected.map((why, i) => <div key={i} className="reject"><CloseCircleFilled aria-hidden /> {text(why.says)}</div>)}
            </>
          ),
        },
        ...preview.fields.map((f, i) => ({
          title: text(f.title),
          key: f.name,
          render: (_: unknown, r: PreviewRow) => <ValueCell cell={r.cells[i]} field={f} />,
        })),
      ]}
    />
  );
}

function ValueCell({ cell, field }: { cell: PreviewCell | undefined; field: Field }) {
  const { text } = useWords();
  if (!cell) return null;
  const word = field.words?.find((w) => w.code === cell.value.text);
  const changed = cell.raw.text !== cell.value.text;
  const says = cell.problems.map((p) => text(p.says)).join(" ");
  return (
    <Tooltip title={says || undefined}>
      <span className={says ? "value value-wrong" : "value"} tabIndex={says ? 0 : undefined}>
        {(word ? text(word.title) : cell.value.text) || <span className="quiet">—</span>}
        {changed && cell.raw.text && <span className="raw">{cell.raw.text}</span>}
      </span>
    </Tooltip>
  );
}
