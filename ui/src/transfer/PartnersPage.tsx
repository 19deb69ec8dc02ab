import { Alert, Button, Input, Popconfirm, Skeleton, Tag } from "antd";
import { useState } from "react";
import type { Partner } from "../api/types";
import { managesPartners } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useNode, usePartnerAct, usePartners } from "./queries";

/** The other agencies with their keys, and whether somebody compared their fingerprint; this agency's own card. */
export default function PartnersPage() {
  const { t } = useWords();
  const manages = managesPartners(useSession().data?.role);
  const partners = usePartners();
  return (
    <div className="partners-page">
      <section className="panel" aria-label={t("transfer.partners")}>
        <h1 className="visually-hidden">{t("transfer.partners")}</h1>
        {partners.isError && <FaultNotice error={partners.error} onRetry={() => void partners.refetch()} />}
        {partners.isPending && <Skeleton active style={{ padding: 16 }} />}
        {partners.data?.length === 0 && <div className="notice"><h2>{t("transfer.noPartners")}</h2><p>{t("transfer.noPartnersSays")}</p></div>}
        {partners.data?.map((p) => <One key={p.code} partner={p} manages={manages} />)}
      </section>
      <div className="partner-side">
        <Self />
        {manages && <AddCard />}
      </div>
    </div>
  );
}

const colours = { pending: "orange", confirmed: "green", ended: "default" } as const;

function One({ partner: p, manages }: { partner: Partner; manages: boolean }) {
  const { t, text } = useWords();
  return (
    <article className="partner" data-testid="partner" data-standing={p.standing} data-code={p.code}>
      <p className="partner-line">
        <strong>{text(p.name)}</strong> <span className="quiet figure">{p.code}</span> <span className="quiet">{text(p.kind_title)}</span>
        <Tag color={colours[p.standing]}>{t(`transfer.standing.${p.standing}`)}</Tag>
        <span className="quiet push">{p.address || t("transfer.byDisk")}</span>
      </p>
      <p className="fingerprint" data-testid="fingerprint">{p.fingerprint}</p>
      <details>
        <summary>{t("transfer.keys", { n: p.keys.length, card: p.number })}</summary>
        <ul className="partner-keys">
          {p.keys.map((k) => (
            <li key={k.id}><code>{k.id}</code> {k.suite} <span className="figure quiet">{dateText(k.from)} – {k.until.startsWith("0001") ? t("transfer.openEnded") : dateText(k.until)}</span> {k.now && <Tag color="green">{t("transfer.signsNow")}</Tag>}</li>
          ))}
        </ul>
        <p className="quiet">{t("transfer.addedAt", { at: timeText(p.added) })}</p>
      </details>
      {manages && p.standing === "pending" && <ConfirmForm partner={p} />}
      {manages && p.standing === "confirmed" && <EndButton partner={p} />}
    </article>
  );
}

/** The fingerprint is typed in as it was told by telephone, so that comparing cannot be clicked away. */
function ConfirmForm({ partner: p }: { partner: Partner }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const act = usePartnerAct();
  const [print, setPrint] = useState("");
  const told = print.replace(/[\s-]/g, "");
  return (
    <form className="confirm-form" onSubmit={(e) => { e.preventDefault(); act.mutate({ what: "confirm", code: p.code, fingerprint: told }); }}>
      <label htmlFor={`print-${p.code}`}>{t("transfer.confirmSays")}</label>
      <Input.TextArea id={`print-${p.code}`} rows={2} value={print} maxLength={120} onChange={(e) => setPrint(e.target.value)} data-testid="confirm-print" />
      {act.isError && <Alert type="error" showIcon title={sentence(act.error)} data-testid="confirm-fault" />}
      <Button type="primary" htmlType="submit" disabled={told.length !== 64} loading={act.isPending} data-testid="confirm-do">{t("transfer.confirm")}</Button>
    </form>
  );
}

function EndButton({ partner: p }: { partner: Partner }) {
  const { t } = useWords();
  const act = usePartnerAct();
  return (
    <div>
      <Popconfirm title={t("transfer.endSays")} okText={t("transfer.end")} cancelText={t("admin.cancel")} onConfirm={() => act.mutate({ what: "end", code: p.code })}>
        <Button size="small" danger loading={act.isPending}>{t("transfer.end")}</Button>
      </Popconfirm>
      {act.isError && <FaultNotice error={act.error} />}
    </div>
  );
}

/** This agency, and the card that is handed to others. */
function Self() {
  const { t, text } = useWords();
  const self = useNode();
  if (self.isError) return <FaultNotice error={self.error} />;
  if (!self.data) return <Skeleton active />;
  const { card, fingerprint } = self.data;
  const href = URL.createObjectURL(new Blob([self.data.text], { type: "text/plain" }));
  return (
    <section className="panel">
      <h2>{t("transfer.self")}</h2>
      <div className="panel-body">
        <p><strong>{text(card.name)}</strong> <span className="quiet figure">{card.code}</span> <span className="quiet">{text(card.kind_title)}</span></p>
        <p className="fingerprint">{fingerprint}</p>
        <p className="quiet">{t("transfer.selfSays")}</p>
        <Button href={href} download={`${card.code}.card`}>{t("transfer.card")}</Button>
      </div>
    </section>
  );
}

function AddCard() {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const act = usePartnerAct();
  const [card, setCard] = useState("");
  const read = async (files: FileList | null) => {
    const file = files?.[0];
    if (file && file.size < 200_000) setCard(await file.text());
  };
  return (
    <section className="panel">
      <h2>{t("transfer.add")}</h2>
      <form className="panel-body" onSubmit={(e) => { e.preventDefault(); act.mutate({ what: "add", card }, { onSuccess: () => setCard("") }); }}>
        <label className="file-choice"><input id="card-file" className="visually-hidden" type="file" accept=".card,text/plain" onChange={(e) => void read(e.target.files)} />{t("transfer.addSays")}</label>
        <Input.TextArea aria-label={t("transfer.cardText")} placeholder={t("transfer.cardText")} rows={4} value={card} maxLength={200_000} onChange={(e) => setCard(e.target.value)} data-testid="card-text" />
        {act.isError && <Alert type="error" showIcon title={sentence(act.error)} />}
        <Button type="primary" htmlType="submit" disabled={card.trim() === ""} loading={act.isPending} data-testid="card-add">{t("transfer.add")}</Button>
      </form>
    </section>
  );
}
