import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import type { BulkAct, BulkRequest, ClueRow } from "../api/types";
import { movesClues } from "../session/pages";
import { useSession } from "../session/queries";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { type Asked, asked, mostAtOnce, plainActs } from "./bulk";
import { asChoice, type Filter } from "./filter";
import { useBulk } from "./useBulk";

// It asks for days with a calendar, which the list itself does without.
const BulkForm = lazy(() => import("./BulkForm"));

interface Props {
  /** The selected rows, and whether they are all of the page. */
  rows: ClueRow[];
  all: boolean;
  filter: Filter;
  /** Clues under the filter; undefined if there are more than were counted. */
  total: number | undefined;
  onDone: () => void;
}

/** What can be done with the selected clues, or with all that the filter chooses. */
export function SelectionBar({ rows, all, filter, total, onDone }: Props) {
  const { t } = useWords();
  const role = useSession().data?.role;
  const { run, start } = useBulk();
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    if (!all) setWhole(false);
  }, [all]);
  const [asks, setAsks] = useState<Asked | "">("");
  const wide = whole && all && total !== undefined;
  const n = wide ? total : rows.length;
  const begin = (act: BulkAct) => {
    const chosen: Omit<BulkRequest, "act"> = wide ? { filter: asChoice(filter) } : { clues: rows.map((r) => ({ id: r.id, version: r.state_version })) };
    setAsks("");
    onDone();
    void start({ act, ...chosen });
  };
  const open = rows.filter((r) => r.state === "found" || r.state === "screening");
  return (
    <span className="selection">
      <span role="status">{wide ? t("list.selectedWhole", { n: countText(n) }) : t("list.selected", { n: countText(n) })}</span>
      {all && !wide && total !== undefined && total > rows.length && total <= mostAtOnce && (
        <Button size="small" type="link" data-testid="select-whole" onClick={() => setWhole(true)}>{t("list.selectWhole", { n: countText(total) })}</Button>
      )}
      {all && !wide && (total === undefined || total > mostAtOnce) && <span className="quiet">{t("list.tooMany", { n: countText(mostAtOnce) })}</span>}
      {movesClues(role) && (
        <>
          <Button size="small" type="primary" data-many data-testid="bulk-screen" disabled={run.busy || (!wide && !rows.some((r) => r.state === "found"))} onClick={() => begin(plainActs.screen)}>{t("bulk.act.screen")}</Button>
          {asked.map((a) => (
            <Button key={a} size="small" data-many data-testid={`bulk-${a}`} disabled={run.busy || (!wide && open.length === 0)} onClick={() => setAsks(a)}>{t(`bulk.act.${a}`)}</Button>
          ))}
          {(wide || rows.some((r) => r.holder)) && <Button size="small" disabled={run.busy} onClick={() => begin(plainActs.free)}>{t("bulk.act.free")}</Button>}
          {rows.some((r) => r.aside_until) && filter.aside !== "" && <Button size="small" disabled={run.busy} onClick={() => begin(plainActs.back)}>{t("bulk.act.back")}</Button>}
        </>
      )}
      <Button size="small" onClick={onDone}>{t("list.unselect")}</Button>
      {asks && <Suspense fallback={null}><BulkForm act={asks} count={countText(n)} onAct={begin} onClose={() => setAsks("")} /></Suspense>}
    </span>
  );
}
