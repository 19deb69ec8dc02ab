import { Alert, Button, DatePicker, Input, message, Select, Space } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { isFault } from "../api/fault";
import type { Clue } from "../api/types";
import { useColleagues, useSession } from "../session/queries";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { leastNote } from "./decision";
import { type Keeping, keepingsOf, longest } from "./keep";
import { useKeep, useReload } from "./queries";

/** Whose the clue is and until when, and the ways to change that: put it aside, hold it, free it, give it to somebody. */
export function Keep({ clue }: { clue: Clue }) {
  const { t } = useWords();
  const [notes, shown] = message.useMessage();
  const me = useSession().data;
  const sentence = useFaultSentence();
  const keep = useKeep();
  const reload = useReload(clue.id);
  const [asked, setAsked] = useState<keyof typeof longest>();
  const ways = keepingsOf(clue, me);
  const act = (way: Keeping, more: More = {}) =>
    keep.mutate({ clue, way, mine: clue.holder === me?.id, ...more }, { onSuccess: () => {
      setAsked(undefined);
      void notes.success(t(`keep.done.${way}`));
    } });
  const press = (way: Keeping) => {
    keep.reset();
    if (way === "back" || way === "free") act(way);
    else setAsked(asked === way ? undefined : way);
  };
  return (
    <div className="keep" data-testid="keep">
      {shown}
      <p>{clue.holder ? t("keep.heldBy", { name: clue.holder_name, until: clue.held_until }) : t("keep.free")}</p>
      {clue.aside_until && <p>{t("keep.asideUntil", { until: clue.aside_until })}</p>}
      {ways.length === 0 && <p className="quiet">{t("keep.nothing")}</p>}
      <Space wrap size={6}>
        {ways.map((w) => (
          <Button key={w} size="small" onClick={() => press(w)} aria-expanded={w === "back" || w === "free" ? undefined : asked === w} data-testid={`keep-${w}`}>{t(`keep.way.${w}`)}</Button>
        ))}
      </Space>
      {asked && ways.includes(asked) && <KeepForm key={asked} way={asked} busy={keep.isPending} onSend={(more) => act(asked, more)} />}
      {keep.isError && (
        <Alert
          type={isFault(keep.error, 409) ? "warning" : "error"} showIcon title={sentence(keep.error)}
          action={isFault(keep.error, 409) && <Button size="small" onClick={() => { keep.reset(); reload(); }}>{t("decide.reload")}</Button>}
        />
      )}
    </div>
  );
}

interface More {
  until?: string;
  note?: string;
  account?: string;
}

function KeepForm({ way, busy, onSend }: { way: keyof typeof longest; busy: boolean; onSend: (more: More) => void }) {
  const { t } = useWords();
  const id = useId();
  const colleagues = useColleagues(way === "assign");
  const [until, setUntil] = useState(() => (way === "aside" ? dayjs().add(1, "month") : dayjs().add(7, "day")).format("YYYY-MM-DD"));
  const [note, setNote] = useState("");
  const [account, setAccount] = useState<string>();
  const first = dayjs().startOf("day").add(way === "aside" ? 1 : 0, "day");
  const last = dayjs().add(longest[way], "month");
  const ready = until !== "" && (way !== "aside" || [...note.trim()].length >= leastNote) && (way !== "assign" || account !== undefined);
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    if (ready) onSend({ until, note: note.trim() || undefined, account });
  };
  return (
    <form className="decision keep-form" onSubmit={send} noValidate aria-label={t(`keep.way.${way}`)} data-testid="keep-form">
      {way === "assign" && (
        <div>
          <label htmlFor={id + "who"}>{t("keep.who")}</label>
          <Select
            id={id + "who"} showSearch={{ optionFilterProp: "label" }} value={account} onChange={setAccount} loading={colleagues.isPending} style={{ width: "100%" }} data-testid="keep-who"
            options={(colleagues.data ?? []).map((c) => ({ value: c.id, label: c.department ? `${c.display} · ${c.department}` : c.display }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
          />
        </div>
      )}
      <div>
        <label htmlFor={id + "until"}>{t("keep.until", { n: longest[way] })}</label>
        <DatePicker id={id + "until"} value={until ? dayjs(until) : null} disabledDate={(d) => d.isBefore(first) || d.isAfter(last)} onChange={(d) => setUntil(d?.format("YYYY-MM-DD") ?? "")} style={{ width: "100%" }} />
      </div>
      {way !== "hold" && (
        <div>
          <label htmlFor={id + "note"}>{way === "aside" ? t("keep.why", { n: leastNote }) : t("keep.note")}</label>
          <Input.TextArea id={id + "note"} rows={2} maxLength={2000} value={note} onChange={(e) => setNote(e.target.value)} data-testid="keep-note" />
        </div>
      )}
      <Button type="primary" size="small" htmlType="submit" disabled={!ready} loading={busy} data-testid="keep-send">{t(`keep.way.${way}`)}</Button>
    </form>
  );
}
