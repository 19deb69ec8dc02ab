import type { TableColumnsType } from "antd";
import type { SortOrder } from "antd/es/table/interface";
import { Link } from "react-router";
import type { ClueRow } from "../api/types";
import { today } from "../matter/clock";
import { amountText, countText, dateText } from "../words/format";
import type { useWords } from "../words/i18n";
import { KindName } from "./KindName";
import { ReasonChips } from "./ReasonChips";
import { RiskFigure } from "./RiskFigure";
import { HeldBy } from "./HeldBy";
import { StateTag } from "./StateTag";

/** columns are those of the clue list; widths fit a window of 1366 pixels. */
export function columns(words: ReturnType<typeof useWords>, sort: string): TableColumnsType<ClueRow> {
  const { t, language, text } = words;
  const sorted = (key: string) => ({
    key,
    sorter: true,
    sortOrder: (sort === key ? "ascend" : sort === "-" + key ? "descend" : null) as SortOrder,
    sortDirections: (key === "subject" ? ["ascend", "descend"] : ["descend", "ascend"]) as SortOrder[],
    showSorterTooltip: false,
  });
  // A cell says only what its clue is, so it is drawn again only for another clue.
  return drawnOnce([
    { title: t("clue.risk"), ...sorted("risk"), width: 94, render: (_, r) => <RiskFigure risk={r.risk} /> },
    {
      title: t("clue.subject"),
      ...sorted("subject"),
      width: 108,
      render: (_, r) => (
        <>
          <Link to={`/clues/${r.id}`} data-testid="open-clue" className="subject">{r.subject.name}</Link>
          <div className="quiet"><KindName kind={r.subject.kind} />{r.members > 0 && <span data-testid="clue-members"> · {t("cluster.more", { n: r.members })}</span>}</div>
        </>
      ),
    },
    { title: t("clue.model"), key: "model", width: 110, render: (_, r) => text(r.model_title) },
    { title: t("clue.top"), key: "top", render: (_, r) => <ReasonChips reasons={r.top ?? []} /> },
    { title: t("clue.cases"), ...sorted("cases"), width: 66, align: "right", render: (_, r) => <span className="figure">{countText(r.cases)}</span> },
    { title: t("clue.courts"), key: "courts", width: 112, render: (_, r) => <Courts courts={r.courts ?? []} /> },
    {
      title: t("clue.amount"),
      ...sorted("amount"),
      width: 94,
      align: "right",
      render: (_, r) => <span className="figure">{amountText(r.amount || null, language)}</span>,
    },
    {
      title: t("clue.period"),
      key: "period",
      width: 80,
      render: (_, r) => (
        <span className="figure">
          {dateText(r.from)}
          <br />
          {dateText(r.to)}
        </span>
      ),
    },
    { title: t("clue.state"), key: "state", width: 76, render: (_, r) => (
      <>
        <StateTag state={r.state} reopened={r.reopened} stale={r.stale} />
        {r.news > 0 && <div className="news-mark" data-testid="news">{t("list.news", { n: r.news })}</div>}
        {r.aside_until >= today() && <div className="quiet">{t("list.asideUntil", { on: r.aside_until })}</div>}
      </>
    ) },
    { title: t("clue.holder"), key: "holder", width: 84, render: (_, r) => <HeldBy name={r.holder_name || r.holder} until={r.held_until} /> },
    { title: t("clue.foundAt"), ...sorted("found_at"), width: 84, render: (_, r) => <span className="figure">{dateText(r.found_at)}</span> },
  ]);
}

const drawnOnce = (list: TableColumnsType<ClueRow>): TableColumnsType<ClueRow> => list.map((c) => ({ ...c, shouldCellUpdate: (now, before) => now !== before }));

function Courts({ courts }: { courts: string[] }) {
  const more = courts.length > 1 ? ` +${courts.length - 1}` : "";
  return (
    <span title={courts.join("\n")}>
      {courts[0] ?? "—"}
      {more && <span className="figure quiet">{more}</span>}
    </span>
  );
}
