import { Alert, Button, Input } from "antd";
import { useId, useState } from "react";
import type { ImportDetail } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { useForget } from "./queries";

/** Characters that a reason has at least. */
const leastReason = 4;

/** Has all records of an import removed, for good. The person types the id, so that nobody does it in passing. */
export function ForgetForm({ detail }: { detail: ImportDetail }) {
  const { t } = useWords();
  const id = useId();
  const sentence = useFaultSentence();
  const forget = useForget();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const ready = typed.trim() === detail.id && [...reason.trim()].length >= leastReason;
  const r = detail.removes;
  return (
    <section className="panel forget">
      <h2>{t("forget.title")}</h2>
      <form className="panel-body" onSubmit={(e) => { e.preventDefault(); if (ready) forget.mutate({ id: detail.id, reason: reason.trim() }); }}>
        <p className="lead">{t("forget.says", { records: countText(r.records), aside: countText(r.quarantined), snapshots: countText(r.snapshots) })}</p>
        <label htmlFor={id + "reason"}>{t("forget.reason")}</label>
        <Input id={id + "reason"} value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} data-testid="forget-reason" />
        <label htmlFor={id + "typed"}>{t("forget.type")} <code>{detail.id}</code></label>
        <Input id={id + "typed"} value={typed} autoComplete="off" onChange={(e) => setTyped(e.target.value)} data-testid="forget-typed" />
        {forget.isError && <Alert type="error" showIcon title={sentence(forget.error)} />}
        <Button danger type="primary" htmlType="submit" disabled={!ready} loading={forget.isPending} style={{ width: 160 }} data-testid="forget-submit">{t("forget.do")}</Button>
      </form>
    </section>
  );
}
