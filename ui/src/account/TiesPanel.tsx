import { Alert, Button, Input, Skeleton } from "antd";
import { useId, useState } from "react";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { useIdentify, useOwnTies } from "./queries";

/** The parties from whose cases one stands aside, and the search for them in the registers. */
export function TiesPanel() {
  const { t } = useWords();
  const id = useId();
  const ties = useOwnTies();
  const identify = useIdentify();
  const sentence = useFaultSentence();
  const [number, setNumber] = useState("");
  return (
    <section className="panel" aria-label={t("account.tiesTitle")}>
      <h2>{t("account.tiesTitle")}</h2>
      <div className="panel-body">
        <p className="quiet">{t("account.tiesSays")}</p>
        {ties.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
        {ties.isError && <FaultNotice error={ties.error} onRetry={() => void ties.refetch()} />}
        {ties.data?.length === 0 && <p>{t("account.noTies")}</p>}
        <ul className="ties">
          {ties.data?.map((x) => (
            <li key={x.id}>
              <strong>{x.relation}</strong> <code>{x.subject || x.case}</code>{" "}
              <span className="quiet">{x.source === "declared" ? t("account.declared") : t("account.detected")} · {dateText(x.at)}</span>
            </li>
          ))}
        </ul>
        <form className="tie-search" onSubmit={(e) => { e.preventDefault(); if (number.trim()) identify.mutate(number.trim(), { onSuccess: () => setNumber("") }); }}>
          <label htmlFor={id}>{t("account.identify")}</label>
          <Input id={id} value={number} autoComplete="off" maxLength={18} onChange={(e) => setNumber(e.target.value)} data-testid="tie-number" />
          <Button htmlType="submit" disabled={!number.trim()} loading={identify.isPending}>{t("account.identifyDo")}</Button>
        </form>
        {identify.isError && <Alert type="error" showIcon title={sentence(identify.error)} />}
      </div>
    </section>
  );
}
