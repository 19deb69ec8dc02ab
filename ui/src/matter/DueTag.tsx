import { Tag } from "antd";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { daysBetween, pressure, today } from "./clock";

const colours = { over: "red", soon: "orange", later: "default", still: "default", ended: "default" } as const;

/** A last day, and how many days are left until it. */
export function DueTag({ due, ended = "" }: { due: string; ended?: string }) {
  const { t } = useWords();
  const day = today();
  const p = pressure(due, ended, day);
  const left = due ? daysBetween(day, due) : 0;
  const says =
    p === "ended" ? t("matter.ended", { on: dateText(ended) })
    : p === "still" ? t("matter.still")
    : p === "over" ? t("matter.over", { n: -left })
    : left === 0 ? t("matter.dueToday")
    : t("matter.left", { n: left });
  return (
    <span className="due" data-pressure={p}>
      {p !== "ended" && due && <span className="figure">{dateText(due)}</span>} <Tag color={colours[p]}>{says}</Tag>
    </span>
  );
}
