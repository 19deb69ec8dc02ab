import { Alert, Button, Input, Popover } from "antd";
import { useState } from "react";
import { useFaultSentence } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { useDrop } from "./queries";

/** Characters that a reason has at least. */
const leastReason = 4;

/** Gives all rows of an import up, with a reason. */
export function DropForm({ imported, total }: { imported: string; total: number }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const drop = useDrop();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const ready = [...reason.trim()].length >= leastReason;
  const submit = (e: React.FormEvent) => {
    e.preventDefault();
    if (ready) drop.mutate({ import: imported, reason: reason.trim() }, { onSuccess: () => { setOpen(false); setReason(""); } });
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form className="drop-form" onSubmit={submit}>
          <p>{t("quarantine.dropSays", { n: countText(total) })}</p>
          <Input value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} placeholder={t("quarantine.dropWhy")} aria-label={t("quarantine.dropWhy")} />
          {drop.isError && <Alert type="error" showIcon title={sentence(drop.error)} />}
          <Button danger htmlType="submit" disabled={!ready} loading={drop.isPending}>{t("quarantine.drop")}</Button>
        </form>
      }
    >
      <Button size="small" danger disabled={total === 0}>{t("quarantine.drop")}</Button>
    </Popover>
  );
}
