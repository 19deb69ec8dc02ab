import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { readsRecords } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";

/** Characters that a purpose has at least. */
const leastPurpose = 4;

interface Props {
  purpose: string;
  onPurpose: (p: string) => void;
  /** Whoever asks may see it with a purpose; left out: whoever may see personal cells of registers. */
  may?: boolean;
  /** What is masked; left out: personal cells. */
  masked?: string;
}

/** Says that personal cells are masked, and lets whoever may see them say why they must. */
export function PurposeBar({ purpose, onPurpose, may, masked }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const role = useSession().data?.role;
  if (purpose) {
    return (
      <div className="purpose purpose-open">
        <EyeOutlined aria-hidden /> <span>{t("purpose.open", { purpose })}</span>
        <Button size="small" type="link" onClick={() => onPurpose("")}>{t("purpose.hide")}</Button>
      </div>
    );
  }
  if (!(may ?? readsRecords(role))) return <div className="purpose"><EyeInvisibleOutlined aria-hidden /> {t("purpose.never")}</div>;
  return (
    <form className="purpose" onSubmit={(e) => { e.preventDefault(); if ([...typed.trim()].length >= leastPurpose) onPurpose(typed.trim()); }}>
      <EyeInvisibleOutlined aria-hidden /> <span>{masked ?? t("purpose.masked")}</span>
      <Input size="small" value={typed} maxLength={200} onChange={(e) => setTyped(e.target.value)} placeholder={t("purpose.why")} aria-label={t("purpose.why")} data-testid="purpose" />
      <Button size="small" htmlType="submit" disabled={[...typed.trim()].length < leastPurpose} data-testid="purpose-show">{t("purpose.show")}</Button>
    </form>
  );
}
