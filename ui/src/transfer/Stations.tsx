import type { ExchangeRow } from "../api/types";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { stations, tone } from "./life";
import { useKinds } from "./queries";

/** The life of an exchange as a line: the states it went through with their days, where it stands, what can follow. */
export function Stations({ exchange: x }: { exchange: ExchangeRow }) {
  const { t, text } = useWords();
  const kinds = useKinds();
  const nameOf = (state: string) => text(kinds.data?.states.find((s) => s.state === state)?.title) || (state === x.state ? text(x.state_title) : state);
  return (
    <ol className="stations" aria-label={t("transfer.life")}>
      {stations(x.opened, x.state, x.stood).map((s, i) => (
        <li key={i} data-is={s.is} data-state={s.state} data-tone={s.is === "now" ? tone(s.state) : undefined} aria-current={s.is === "now" ? "step" : undefined} title={s.at && timeText(s.at)}>
          {nameOf(s.state)}{s.at && <time dateTime={s.at} className="figure">{dateText(s.at)}</time>}
        </li>
      ))}
    </ol>
  );
}
