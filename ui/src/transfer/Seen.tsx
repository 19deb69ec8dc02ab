import type { Joint } from "../api/types";
import { useWords } from "../words/i18n";

/** Who sees something besides those who must. */
export function Seen({ all, joint: j }: { all: string[]; joint: Joint }) {
  const { t, text } = useWords();
  if (all.length === 0) return <span className="seen-by">{t("joint.seenAll")}</span>;
  const names = all.map((code) => text(j.members.find((m) => m.code === code)?.name) || code);
  return <span className="seen-by" data-some="true">{t("joint.seenBy", { names: names.join(" · ") })}</span>;
}
