import { Alert, Button, Input, Skeleton, Tag } from "antd";
import { useState } from "react";
import type { Alarm } from "../api/types";
import { managesPartners } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useAlarms, useSeeTo } from "./queries";

/** What a partner, or somebody who passes for one, should not have done; each is seen to by somebody. */
export default function AlarmsPage() {
  const { t } = useWords();
  const [open, setOpen] = useState(true);
  const alarms = useAlarms({ open: open || undefined, limit: 100 });
  const manages = managesPartners(useSession().data?.role);
  return (
    <div className="matter-list">
      <h1 className="visually-hidden">{t("transfer.alarms")}</h1>
      <div className="filters"><button type="button" className="plain-button chip" aria-pressed={open} onClick={() => setOpen(!open)}>{t("transfer.onlyOpen")}</button></div>
      <section className="panel">
        {alarms.isError && <FaultNotice error={alarms.error} onRetry={() => void alarms.refetch()} />}
        {alarms.isPending && <Skeleton active style={{ padding: 16 }} />}
        {alarms.data?.items.length === 0 && <div className="notice"><h2>{t("transfer.noAlarms")}</h2><p>{t("transfer.noAlarmsSays")}</p></div>}
        {alarms.data?.items.map((a) => <One key={a.id} alarm={a} manages={manages} />)}
      </section>
    </div>
  );
}

function One({ alarm: a, manages }: { alarm: Alarm; manages: boolean }) {
  const { t, text } = useWords();
  const seen = a.seen_by !== "";
  return (
    <article className="alarm" data-seen={seen} data-testid="alarm">
      <p><Tag>{t(`transfer.alarmOf.${a.kind}`)}</Tag><strong>{text(a.says)}</strong></p>
      <p className="quiet">{a.peer === "unknown" ? t("transfer.unknownPeer") : a.peer} · <span className="figure">{timeText(a.first)}</span>{a.times > 1 && <> – <span className="figure">{timeText(a.last)}</span> · {t("transfer.times", { n: a.times })}</>}</p>
      {a.object && <p className="quiet"><code>{a.object}</code></p>}
      {seen ? <p>{t("transfer.seenTo", { by: a.seen_by, at: timeText(a.seen_at) })}{a.note}</p> : manages && <SeeTo alarm={a} />}
    </article>
  );
}

function SeeTo({ alarm }: { alarm: Alarm }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const act = useSeeTo();
  const [note, setNote] = useState("");
  return (
    <form className="inline-form" onSubmit={(e) => { e.preventDefault(); act.mutate({ id: alarm.id, note: note.trim() }); }}>
      <Input aria-label={t("transfer.whatFound")} placeholder={t("transfer.whatFound")} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />
      <Button htmlType="submit" disabled={note.trim().length < 4} loading={act.isPending}>{t("transfer.seeTo")}</Button>
      {act.isError && <Alert className="act-fault" type="error" showIcon title={sentence(act.error)} />}
    </form>
  );
}
