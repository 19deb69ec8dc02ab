import { Alert, Button, Input, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import type { Petition, PetitionRequest } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { usePetitions, useSendPetition } from "./queries";
import "./petition.css";

type Kind = PetitionRequest["kind"];
const kinds: Kind[] = ["litigation", "accusation", "suggestion", "own_office", "other"];
const shortest = 4; // characters, as the server wants

/** What a citizen sent to the office and where it stands, with the way to send more. */
export default function PetitionsPage() {
  const { t } = useWords();
  const petitions = usePetitions();
  const all = petitions.data ?? [];
  return (
    <div className="page petition-page">
      <h1 className="page-title">{t("petition.title")}</h1>
      <p className="quiet">{t("petition.lead")}</p>
      <SendForm />
      <section className="panel" aria-label={t("petition.title")} aria-busy={petitions.isFetching}>
        {petitions.isPending && <Skeleton active className="panel-body" />}
        {petitions.isError && <FaultNotice error={petitions.error} onRetry={() => void petitions.refetch()} />}
        {petitions.isSuccess && all.length === 0 && <div className="notice"><h2>{t("petition.none")}</h2><p>{t("petition.noneSays")}</p></div>}
        {all.length > 0 && <ul className="petitions">{all.map((p) => <Row key={p.id} petition={p} />)}</ul>}
      </section>
    </div>
  );
}

function SendForm() {
  const { t } = useWords();
  const send = useSendPetition();
  const [kind, setKind] = useState<Kind>("litigation");
  const [text, setText] = useState("");
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    send.mutate({ kind, text: text.trim() }, { onSuccess: () => setText("") });
  };
  return (
    <form className="panel petition-form" onSubmit={submit} aria-label={t("petition.send")}>
      <label htmlFor="petition-kind">{t("petition.kind")}</label>
      <Select id="petition-kind" value={kind} onChange={setKind} options={kinds.map((k) => ({ value: k, label: t(`petition.kindOf.${k}`) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} data-testid="petition-kind" />
      <label htmlFor="petition-text">{t("petition.text")}</label>
      <Input.TextArea id="petition-text" value={text} rows={6} maxLength={10000} showCount onChange={(e) => setText(e.target.value)} aria-describedby="petition-says" data-testid="petition-text" />
      <p id="petition-says" className="quiet">{t("petition.textSays")}</p>
      <Button type="primary" htmlType="submit" loading={send.isPending} disabled={[...text.trim()].length < shortest} data-testid="petition-send">{t("petition.send")}</Button>
      {send.isError && <FaultNotice error={send.error} />}
      {send.isSuccess && <Alert type="success" showIcon title={t("petition.received", { number: send.data.number })} data-testid="petition-received" />}
    </form>
  );
}

function Row({ petition: p }: { petition: Petition }) {
  const { t, text } = useWords();
  const outcome = text(p.outcome);
  return (
    <li data-testid="petition">
      <p><strong className="figure">{p.number}</strong> <Tag>{text(p.state)}</Tag> <span className="quiet">{t("petition.sent", { on: dateText(p.sent_on) })}</span></p>
      <p className="petition-words" translate="no">{p.text}</p>
      <ul className="quiet">
        {p.due.map((d) => <li key={text(d.title)}>{d.done ? t("petition.done", { title: text(d.title) }) : t("petition.by", { title: text(d.title), due: dateText(d.due) })}</li>)}
        {outcome !== "" && <li>{t("petition.outcome", { outcome })}</li>}
      </ul>
    </li>
  );
}
