import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Skeleton } from "antd";
import { Link, useSearchParams } from "react-router";
import type { CalendarDay, Due } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { addMonths, month, pressure, today } from "./clock";
import { useCalendar } from "./queries";

/** A month with what is due on each day; rest days are marked, for a last day that falls on one moves. */
export default function CalendarPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const day = /^\d{4}-\d{2}$/.test(search.get("month") ?? "") ? search.get("month") + "-01" : today();
  const mine = search.get("mine") === "true";
  const { from, to } = month(day);
  const calendar = useCalendar(from, to, mine);
  const go = (to: string, own = mine) => setSearch({ month: to.slice(0, 7), ...(own ? { mine: "true" } : {}) });
  return (
    <div className="calendar-page">
      <div className="filters">
        <Button icon={<LeftOutlined />} aria-label={t("matter.monthBefore")} onClick={() => go(addMonths(day, -1))} data-testid="month-before" />
        <h1 className="calendar-month figure" aria-live="polite">{day.slice(0, 7)}</h1>
        <Button icon={<RightOutlined />} aria-label={t("matter.monthAfter")} onClick={() => go(addMonths(day, 1))} data-testid="month-after" />
        <Button onClick={() => go(today())}>{t("matter.thisMonth")}</Button>
        <Checkbox checked={mine} onChange={(e) => go(day, e.target.checked)}>{t("matter.onlyMine")}</Checkbox>
        <span className="quiet">{t("matter.calendarSays")}</span>
      </div>
      {calendar.isError && <FaultNotice error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {(calendar.data?.unknown.length ?? 0) > 0 && <Alert type="warning" showIcon title={t("matter.yearUnknown", { years: calendar.data?.unknown.join(", ") })} />}
      {calendar.data?.more && <Alert type="info" showIcon title={t("matter.moreDue")} />}
      {calendar.data && !calendar.isPlaceholderData && calendar.data.days.every((d) => d.due.length === 0) && <p className="quiet" role="status" data-testid="calendar-empty">{mine ? t("matter.nothingDueMine") : t("matter.nothingDue")}</p>}
      {calendar.data && <Days days={calendar.data.days} month={day.slice(0, 7)} busy={calendar.isPlaceholderData} />}
    </div>
  );
}

function Days({ days, month, busy }: { days: CalendarDay[]; month: string; busy: boolean }) {
  const { t } = useWords();
  const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
  return (
    <div className="calendar" aria-busy={busy}>
      <ol className="calendar-weekdays" aria-hidden>{weekdays.map((w) => <li key={w}>{t(`matter.weekday.${w}`)}</li>)}</ol>
      <ol className="calendar-days">
        {days.map((d) => <Day key={d.date} day={d} inside={d.date.startsWith(month)} />)}
      </ol>
    </div>
  );
}

function Day({ day, inside }: { day: CalendarDay; inside: boolean }) {
  const { text, t } = useWords();
  const now = day.date === today();
  return (
    <li className="calendar-day" data-rest={day.rest} data-inside={inside} data-now={now} aria-label={`${day.date} ${text(day.what)}`} aria-current={now ? "date" : undefined}>
      <p className="calendar-head"><span className="figure">{Number(day.date.slice(8))}</span> <span className="quiet">{text(day.what)}</span>{day.rest && <span className="rest">{t("matter.rest")}</span>}</p>
      <ul>{day.due.map((d) => <Item key={d.matter + d.n} due={d} />)}</ul>
    </li>
  );
}

function Item({ due }: { due: Due }) {
  const { text } = useWords();
  const name = useCodes();
  return (
    <li className="calendar-due" data-pressure={pressure(due.due, "", today())}>
      <Link to={`/matters/${due.matter}`} title={`${due.matter_title} · ${text(due.title)} · ${name("whose", due.whose)}`}>{text(due.title)}<span className="quiet"> {due.matter_title}</span></Link>
    </li>
  );
}
