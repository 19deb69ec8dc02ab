import { Button, Input } from "antd";
import { useState } from "react";
import type { JudgmentText } from "../api/types";
import { usePurpose } from "../session/purpose";
import { useWords } from "../words/i18n";

/** Characters that a purpose has at least. */
const leastPurpose = 4;

/** For which clue or matter and for what the look at a document was recorded; or that its names are masked. */
export function LookNote({ judgment, of }: { judgment: JudgmentText; of: string }) {
  const { t } = useWords();
  const [, setPurpose] = usePurpose(of);
  const [typed, setTyped] = useState<string>();
  if (judgment.masked) return <p className="look-note quiet" role="note" data-testid="masked-text">{t("purpose.maskedText")}</p>;
  if (typed === undefined) {
    return (
      <p className="look-note quiet" data-testid="look-note">
        {t("purpose.recorded", { of, purpose: judgment.purpose })} {judgment.beyond && <strong>{t("purpose.beyond")}</strong>} <Button size="small" type="link" onClick={() => setTyped("")} data-testid="look-other">{t("purpose.other")}</Button>
      </p>
    );
  }
  const good = [...typed.trim()].length >= leastPurpose;
  return (
    <form className="look-note" onSubmit={(e) => { e.preventDefault(); if (good) { setPurpose(typed.trim()); setTyped(undefined); } }}>
      <Input size="small" value={typed} maxLength={200} autoFocus onChange={(e) => setTyped(e.target.value)} placeholder={t("purpose.why")} aria-label={t("purpose.why")} data-testid="look-purpose" />
      <Button size="small" htmlType="submit" disabled={!good}>{t("purpose.record")}</Button>
    </form>
  );
}
