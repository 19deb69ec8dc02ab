import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Progress } from "antd";
import { useId, useState } from "react";
import type { Upload } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { useSend } from "./queries";

/** Where a file is chosen or dropped. */
export function UploadStep({ mends, onDone }: { mends: string; onDone: (u: Upload) => void }) {
  const { t } = useWords();
  const id = useId();
  const sentence = useFaultSentence();
  const { send, share, stop } = useSend(mends);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) send.mutate(file, { onSuccess: onDone });
  };
  return (
    <div className="stack">
      {mends && <Alert type="info" showIcon title={t("intake.mends", { id: mends })} />}
      <label
        htmlFor={id}
        className={over ? "drop-zone drop-over" : "drop-zone"}
        onDragOver={(e) => { e.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => { e.preventDefault(); setOver(false); take(e.dataTransfer.files); }}
      >
        <InboxOutlined aria-hidden />
        <strong>{t("intake.drop")}</strong>
        <span className="quiet">{t("intake.formats")}</span>
        <span className="drop-choose" aria-hidden>{t("intake.chooseFile")}</span>
        <input id={id} className="visually-hidden" type="file" disabled={send.isPending} accept=".csv,.tsv,.txt,.xlsx,.xls,.html,.htm,.jsonl,.ndjson,.json,.parquet,.zip" onChange={(e) => take(e.target.files)} data-testid="upload-file" />
      </label>
      {send.isPending && (
        <div className="run-line panel" role="status">
          <span>{share < 1 ? t("intake.sending") : t("intake.looking")}</span>
          <Progress percent={Math.round(share * 100)} status="active" size="small" />
          <Button size="small" onClick={stop}>{t("intake.cancel")}</Button>
        </div>
      )}
      {send.isError && send.error.name !== "AbortError" && <Alert type="error" showIcon title={sentence(send.error)} />}
      <p className="quiet">{t("intake.uploadSays")}</p>
    </div>
  );
}
