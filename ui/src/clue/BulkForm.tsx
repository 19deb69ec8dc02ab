import { DatePicker, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import type { BulkAct } from "../api/types";
import { addDays, today } from "../matter/clock";
import { assignsClues } from "../session/pages";
import { useColleagues, useSession } from "../session/queries";
import { useFocusBack } from "../shell/useFocusBack";
import { useWords } from "../words/i18n";
import { type Asked, bulkAct, type Draft, lacking } from "./bulk";
import { leastNote } from "./decision";
import { useReasons } from "./queries";

interface Props {
  act: Asked;
  /** How many clues it is about, in words. */
  count: string;
  onAct: (act: BulkAct) => void;
  onClose: () => void;
}

/** Asks what an act on many clues needs: a reason, a day, whose they shall be. */
export default function BulkForm({ act, count, onAct, onClose }: Props) {
  useFocusBack();
  const { t, text } = useWords();
  const id = useId();
  const me = useSession().data;
  const [d, setD] = useState<Draft>({ reason: "", note: "", until: act === "hold" ? addDays(today(), 7) : "", account: me?.id ?? "" });
  const [tried, setTried] = useState(false);
  const reasons = useReasons();
  const colleagues = useColleagues(assignsClues(me?.role) && act === "hold");
  const lacks = lacking(act, d);
  const complain = (what: keyof Draft, says: string) => tried && lacks.includes(what) && <p className="decision-lack" role="alert">{says}</p>;
  const submit = () => {
    setTried(true);
    if (lacks.length === 0) onAct(bulkAct(act, d));
  };
  const others = (colleagues.data ?? []).filter((c) => c.id !== me?.id && (c.role === "handler" || c.role === "leader"));
  return (
    <Modal open title={t(`bulk.ask.${act}`, { n: count })} okText={t("bulk.begin")} cancelText={t("bulk.cancel")} onOk={submit} onCancel={onClose} okButtonProps={{ "data-testid": "bulk-begin" }} width={460}>
      <form className="decision" data-testid="bulk-form" onSubmit={(e) => { e.preventDefault(); submit(); }} noValidate>
        {act === "dismiss" && (
          <div>
            <label htmlFor={id + "reason"}>{t("decide.reason")}</label>
            <Select
              id={id + "reason"}
              autoFocus
              data-testid="bulk-reason"
              value={d.reason || undefined}
              placeholder={t("decide.chooseReason")}
              onChange={(reason) => setD({ ...d, reason })}
              options={(reasons.data ?? []).filter((r) => r.for === "dismissed").map((r) => ({ value: r.code, label: text(r.title) }))}
              optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
              style={{ width: "100%" }}
            />
            {complain("reason", t("decide.needReason"))}
          </div>
        )}
        {act === "hold" && (
          <div>
            <label htmlFor={id + "account"}>{t("bulk.account")}</label>
            <Select
              id={id + "account"}
              value={d.account || undefined}
              onChange={(account) => setD({ ...d, account })}
              options={[{ value: me?.id ?? "", label: t("bulk.me") }, ...others.map((c) => ({ value: c.id, label: c.display }))]}
              style={{ width: "100%" }}
            />
            {complain("account", t("bulk.needAccount"))}
          </div>
        )}
        {act !== "dismiss" && (
          <div>
            <label htmlFor={id + "until"}>{t("bulk.until")}</label>
            <DatePicker
              id={id + "until"}
              data-testid="bulk-until"
              value={d.until ? dayjs(d.until) : null}
              placeholder={t("bulk.until")}
              disabledDate={(day) => day.isBefore(dayjs(), "day") || day.isAfter(dayjs().add(act === "hold" ? 3 : 12, "month"))}
              onChange={(day) => setD({ ...d, until: day?.format("YYYY-MM-DD") ?? "" })}
              style={{ width: "100%" }}
            />
            {complain("until", t("bulk.needUntil"))}
          </div>
        )}
        <div>
          <label htmlFor={id + "note"}>{act === "hold" ? t("decide.note") : t("decide.noteNeeded")}</label>
          <Input.TextArea id={id + "note"} data-testid="bulk-note" rows={2} maxLength={2000} value={d.note} onChange={(e) => setD({ ...d, note: e.target.value })} />
          {complain("note", t("decide.needNote", { n: leastNote }))}
        </div>
      </form>
    </Modal>
  );
}
