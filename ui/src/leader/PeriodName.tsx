import type { FigureWindow } from "../api/types";
import { useWords } from "../words/i18n";
import { nameOf } from "./period";

/** The name of a period. */
export function PeriodName({ window: w }: { window: Pick<FigureWindow, "kind" | "from"> }) {
  const { t } = useWords();
  const { key, year, n } = nameOf(w);
  return <>{t(`leader.nameOf.${key}`, { year, n, of: t(`leader.partOf.${key === "half" && n === 2 ? "second" : "first"}`) })}</>;
}
