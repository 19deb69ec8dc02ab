import { Alert, Button, Checkbox, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { exchanges } from "../session/pages";
import { LawNames } from "../matter/LawNames";
import { useSession } from "../session/queries";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { dutyOf } from "./duty";
import { useExchanges, useOpenExchange, usePartners } from "./queries";
import { StateMark } from "./StateMark";
import "./transfer.css";

/** Where a clue went, and the way to offer it to another agency while it is screened. */
export function OfferClue({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  const session = useSession().data;
  const here = exchanges(session?.role) && (session?.linked ?? false);
  const sent = useExchanges({ clue: clue.id, limit: 20 }, here);
  const [open, setOpen] = useState(false);
  if (!here || sent.isError) return <p className="quiet">{t("transfer.notHere")}</p>;
  return (
    <>
      <ul>{(sent.data?.items ?? []).map((x) => <li key={x.id}><Link to={`/transfers/${x.id}`}>{text(x.peer_name) || x.peer}</Link> <StateMark state={x.state} title={text(x.state_title)} /></li>)}</ul>
      {clue.state === "screening" ? !open && <Button onClick={() => setOpen(true)} data-testid="offer-clue">{t("transfer.offer")}</Button> : <p className="quiet">{t("transfer.screenFirst")}</p>}
      {open && clue.state === "screening" && <OfferForm clue={clue} onDone={() => setOpen(false)} />}
    </>
  );
}

function OfferForm({ clue, onDone }: { clue: Clue; onDone: () => void }) {
  const { t, text } = useWords();
  const id = useId();
  const sentence = useFaultSentence();
  const partners = usePartners();
  const act = useOpenExchange();
  const [to, setTo] = useState("");
  const [due, setDue] = useState(dayjs().add(7, "day").format("YYYY-MM-DD"));
  const [note, setNote] = useState("");
  const [bound, setBound] = useState(true);
  const known = (partners.data ?? []).filter((p) => p.standing === "confirmed");
  const duty = dutyOf(clue.model, known.find((p) => p.code === to));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (to && due) act.mutate({ to, kind: "clue-offer", clue: clue.id, due, note: note.trim() || undefined, duty: bound && duty.length > 0 ? duty : undefined }, { onSuccess: onDone });
  };
  return (
    <form className="step-body" onSubmit={submit} noValidate data-testid="offer-form">
      {partners.isSuccess && known.length === 0 && <p className="quiet">{t("transfer.noConfirmed")}</p>}
      <div>
        <label htmlFor={id + "to"}>{t("transfer.to")}</label>
        <Select id={id + "to"} value={to || undefined} onChange={setTo} options={known.map((p) => ({ value: p.code, label: text(p.name) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} style={{ width: "100%" }} data-testid="offer-to" />
      </div>
      <div><label htmlFor={id + "due"}>{t("transfer.askedBy")}</label><DatePicker id={id + "due"} value={due ? dayjs(due) : null} onChange={(d) => setDue(d?.format("YYYY-MM-DD") ?? "")} style={{ width: "100%" }} /></div>
      <div><label htmlFor={id + "note"}>{t("transfer.field.note")}</label><Input.TextArea id={id + "note"} rows={2} maxLength={4000} value={note} onChange={(e) => setNote(e.target.value)} data-testid="offer-note" /></div>
      {duty.length > 0 && <Checkbox checked={bound} onChange={(e) => setBound(e.target.checked)} data-testid="offer-bound">{t("transfer.bound")} <LawNames law={duty} /></Checkbox>}
      <p className="quiet">{t("transfer.offerSays")}</p>
      {act.isError && <Alert type="error" showIcon title={sentence(act.error)} />}
      <Button type="primary" htmlType="submit" disabled={!to || !due} loading={act.isPending} data-testid="offer-submit">{t("transfer.offer")}</Button>
    </form>
  );
}
