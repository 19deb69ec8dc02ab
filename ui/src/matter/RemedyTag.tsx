import { Tag } from "antd";
import type { MatterRow } from "../api/types";
import { useWords } from "../words/i18n";

const colours = { stopped: "green", continues: "red", not_enough: "orange" } as const;
type Result = keyof typeof colours;

/** What later data say of what was promised, beside the state of a matter. */
export function RemedyTag({ matter: m }: { matter: Pick<MatterRow, "remedied"> }) {
  const { t } = useWords();
  if (!(m.remedied in colours)) return null;
  return <Tag color={colours[m.remedied as Result]} data-testid="remedy-tag" data-result={m.remedied}>{t(`remedy.stage.${m.remedied as Result}`)}</Tag>;
}
