import { Tag } from "antd";
import type { Dataset } from "../api/types";
import { useWords } from "../words/i18n";

const colour: Record<Dataset["coverage"], string> = { complete: "green", gaps: "volcano", late: "orange", unknown: "default", empty: "red" };

/** Whether a data set is all there, in a word; the colour only repeats it. */
export function CoverageTag({ state }: { state: Dataset["coverage"] }) {
  const { t } = useWords();
  return <Tag color={colour[state]} data-testid="coverage" data-state={state}>{t(`coverage.state.${state}`)}</Tag>;
}
