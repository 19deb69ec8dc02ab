import { Tag } from "antd";
import { useCodes } from "../words/codes";

const colour: Record<string, string> = { personal: "gold", sensitive: "red" };

/** Who may see a field, in a word; the colour only repeats it. */
export function SensitivityTag({ level }: { level: string }) {
  const say = useCodes();
  return <Tag color={colour[level]}>{say("sensitivity", level)}</Tag>;
}
