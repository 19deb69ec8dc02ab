import type { Indicator } from "../api/types";
import { useWords } from "../words/i18n";
import { edge, ground } from "./hue";

/** The number of an indicator on its colour. */
export function HueNumber({ hue }: { hue: number }) {
  return (
    <span className="hue figure" style={{ background: ground(hue), borderColor: edge(hue) }}>
      {hue + 1}
    </span>
  );
}

/** Which colour and number stands for which indicator; only those that this document has. */
export function Legend({ indicators, hues }: { indicators: Indicator[]; hues: number[] }) {
  const { t, text } = useWords();
  return (
    <ul className="legend" aria-label={t("document.legend")}>
      {hues.map((h) => {
        const indicator = indicators[h];
        return indicator && <li key={h}><HueNumber hue={h} /> {text(indicator.title)}</li>;
      })}
    </ul>
  );
}
