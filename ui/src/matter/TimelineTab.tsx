import { Button, Input } from "antd";
import { useState } from "react";
import type { Matter, MatterEvent, Procedure } from "../api/types";
import { useCodes } from "../words/codes";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { useAct } from "./queries";
import { whatIs } from "./what";
import "../clue/history.css";

/** Everything that was done, the newest first, and a way to write a note into it. */
export function TimelineTab({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const name = useCodes();
  const kinds = [...new Set(matter.events.map((e) => e.kind))].sort();
  const [kind, setKind] = useState("");
  const { t } = useWords();
  const chip = (k: string, label: string) => <button key={k} type="button" className="plain-button chip" aria-pressed={kind === k} onClick={() => setKind(k)}>{label}</button>;
  return (
    <div className="timeline-tab">
      {!matter.closed && <NewNote matter={matter} />}
      <div className="matter-which" role="group" aria-label={t("matter.eventKind")}>{chip("", t("matter.allEvents"))}{kinds.map((k) => chip(k, name("matterEvent", k)))}</div>
      <ol className="history">{[...matter.events].reverse().filter((e) => kind === "" || e.kind === kind).map((e) => <Item key={e.n} event={e} matter={matter} procedure={procedure} />)}</ol>
    </div>
  );
}

function Item({ event: e, matter, procedure }: { event: MatterEvent; matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const name = useCodes();
  const what = whatIs(matter, procedure, text)(e.what);
  const body = e.body as { text?: string; why?: string; reason?: string; title?: string; name?: string; display?: string; part?: string } | null;
  const became = body?.part === "lead" || body?.part === "member" || body?.part === "none" ? t(`matter.part.${body.part}`) : "";
  const says = e.kind === "member" && body?.display ? `${body.display} · ${became}` : body?.text ?? body?.why ?? body?.reason ?? body?.title ?? body?.name;
  return (
    <li data-kind={e.kind}>
      <div className="quiet figure">{timeText(e.at)} · {e.by}</div>
      <div>{name("matterEvent", e.kind)}{what && what !== says && <> · {what}</>}</div>
      {says && <div className="history-note">{says}</div>}
    </li>
  );
}

function NewNote({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const act = useAct(matter);
  const [note, setNote] = useState("");
  return (
    <div className="inline-form">
      <Input.TextArea autoSize aria-label={t("matter.note")} placeholder={t("matter.note")} value={note} maxLength={10000} onChange={(e) => setNote(e.target.value)} />
      <Button disabled={note.trim() === ""} loading={act.isPending} onClick={() => act.mutate({ what: "notes", body: { text: note.trim() } }, { onSuccess: () => setNote("") })}>{t("matter.writeNote")}</Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
