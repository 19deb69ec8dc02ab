import { Tag } from "antd";
import { useWords } from "../words/i18n";

/** Says whose approval a matter waits for; nothing if none. */
export function WaitsTag({ waits }: { waits: string }) {
  const { t } = useWords();
  if (waits !== "leader" && waits !== "committee") return null;
  return <Tag color="gold">{t(`matter.waits.${waits}`)}</Tag>;
}
