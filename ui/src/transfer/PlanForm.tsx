import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import type { Exchange } from "../api/types";
import { useWords } from "../words/i18n";
import { useNode } from "./queries";
import type { PlanTask } from "./step";

/** Who does what by when, of two agencies. */
export function PlanForm({ exchange: x, tasks, onChange }: { exchange: Exchange; tasks: PlanTask[]; onChange: (tasks: PlanTask[]) => void }) {
  const { t, text } = useWords();
  const self = useNode().data?.card;
  const put = (i: number, change: Partial<PlanTask>) => onChange(tasks.map((k, n) => (n === i ? { ...k, ...change } : k)));
  return (
    <div>
      {tasks.map((k, i) => (
        <div className="plan-row" key={i}>
          <Input aria-label={t("transfer.taskWhat")} placeholder={t("transfer.taskWhat")} value={k.what} maxLength={1000} onChange={(e) => put(i, { what: e.target.value })} />
          <Select aria-label={t("transfer.taskWho")} placeholder={t("transfer.taskWho")} value={k.who || undefined} onChange={(who) => put(i, { who })} options={[...(self ? [{ value: self.code, label: text(self.name) }] : []), { value: x.peer, label: text(x.peer_name) }]} />
          <DatePicker aria-label={t("transfer.taskDue")} placeholder={t("transfer.taskDue")} value={k.due ? dayjs(k.due) : null} onChange={(d) => put(i, { due: d?.format("YYYY-MM-DD") ?? "" })} />
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...tasks, { what: "", who: "", due: "" }])}>{t("transfer.addTask")}</Button>
    </div>
  );
}
