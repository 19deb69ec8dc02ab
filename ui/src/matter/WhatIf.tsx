import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Term } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { daysBetween } from "./clock";
import { LawNames } from "./LawNames";
import { useWhatIf } from "./queries";

/** What the last day of a deadline would be, had it begun on another day. Nothing is changed by asking. */
export function WhatIf({ matter, term }: { matter: string; term: Term }) {
  const { t, text, language } = useWords();
  const [from, setFrom] = useState("");
  const asked = useWhatIf(matter, term.deadline, from);
  const w = from ? asked.data : undefined;
  const later = w?.due && term.due ? daysBetween(term.due, w.due) : 0;
  // A calendar that was opened keeps the words of its language until it is made anew.
  return (
    <div className="what-if" data-testid="what-if">
      <label>{t("matter.whatIf")} <DatePicker key={language} size="small" value={from ? dayjs(from) : null} onChange={(d) => setFrom(d?.format("YYYY-MM-DD") ?? "")} aria-label={t("matter.whatIf")} /></label>
      {from && asked.isError && <FaultNotice error={asked.error} />}
      {w && (
        <div aria-live="polite" data-testid="what-if-says">
          <p><strong className="figure">{w.due ? t("matter.whatIfDue", { day: dateText(w.due) }) : t("matter.still")}</strong> {w.due && term.due && <span className="quiet">{later === 0 ? t("matter.whatIfSame") : later > 0 ? t("matter.whatIfLater", { n: later }) : t("matter.whatIfEarlier", { n: -later })}</span>}</p>
          <ol className="clock-lines">{w.lines.map((l, i) => <li key={i}>{text(l.says)} {l.date && <span className="figure quiet">{dateText(l.date)}</span>} <LawNames law={l.basis ?? []} /></li>)}</ol>
        </div>
      )}
    </div>
  );
}
