import { quantityText } from "../words/format";
import { useWords } from "../words/i18n";

interface Props {
  value: number;
  threshold: number;
  full: number;
  unit: string;
}

/** A measured value on a line, with the value at which it begins to count and that at which it counts in full. */
export function Meter({ value, threshold, full, unit }: Props) {
  const { t, language } = useWords();
  const most = Math.max(value, threshold, full, Number.MIN_VALUE);
  const at = (x: number) => `${Math.min(Math.max(x / most, 0), 1) * 100}%`;
  const write = (x: number) => quantityText(x, unit, language);
  return (
    <div className="meter">
      <div className="meter-line" aria-hidden>
        <span className="meter-value" style={{ width: at(value) }} />
        <span className="meter-tick" style={{ left: at(threshold) }} />
        <span className="meter-tick meter-full" style={{ left: at(full) }} />
      </div>
      <div className="meter-words figure">
        <span>{t("why.value")} <strong>{write(value)}</strong></span>
        <span>{t("why.threshold")} {write(threshold)}</span>
        <span>{t("why.full")} {write(full)}</span>
      </div>
    </div>
  );
}
