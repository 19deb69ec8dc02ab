import type { Indicator } from "../api/types";
import type { Place } from "../document/evidence";
import { HueNumber } from "../document/Legend";
import { shareText } from "../words/format";
import { SourceName } from "../model/SourceName";
import { useWords } from "../words/i18n";
import { EvidenceList } from "./EvidenceList";
import { Meter } from "./Meter";

interface Props {
  indicator: Indicator;
  hue: number;
  places: Place[];
  current: number | undefined;
  onShow: (place: Place) => void;
}

/** One indicator of a clue: what it says, how the value compares, and the evidence it rests on. */
export function IndicatorRow({ indicator, hue, places, current, onShow }: Props) {
  const { t, text } = useWords();
  return (
    <li className="indicator" data-testid="indicator">
      <h3>
        <HueNumber hue={hue} />
        <span className="indicator-title">{text(indicator.title)}</span>
        <span className={`figure ${indicator.share < 0 ? "down" : "up"}`}>{shareText(indicator.share)}</span>
      </h3>
      <p>{text(indicator.says)}</p>
      <Meter value={indicator.value} threshold={indicator.threshold} full={indicator.full} unit={indicator.unit} />
      <p className="quiet indicator-source">
        {t("why.source")}<SourceName source={indicator.source} />
        {" · "}
        {t("why.weight", { weight: shareText(indicator.weight) })}
      </p>
      <EvidenceList places={places} current={current} onShow={onShow} />
    </li>
  );
}
