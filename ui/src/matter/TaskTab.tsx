import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Matter, Procedure, Task } from "../api/types";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { DueTag } from "./DueTag";
import { useAct } from "./queries";

/** What is to be done in the matter, and a way to add to it. */
export function TaskTab({ matter }: { matter: Matter; procedure: Procedure }) {
  const { t } = useWords();
  return (
    <div className="task-tab">
      {matter.tasks.length === 0 && <p className="quiet">{t("matter.noTask")}</p>}
      <ul className="tasks">{matter.tasks.map((x) => <Item key={x.id} task={x} matter={matter} />)}</ul>
      {!matter.closed && <NewTask matter={matter} />}
    </div>
  );
}

function Item({ task, matter }: { task: Task; matter: Matter }) {
  const { t, text } = useWords();
  const act = useAct(matter);
  const assignee = matter.members.find((m) => m.account === task.assignee)?.display;
  const role = task.role === "handler" || task.role === "leader" ? t(`role.${task.role}`) : task.role;
  return (
    <li className="task" data-done={task.done} data-testid="task">
      <span>{text(task.title)} <span className="quiet">{assignee ?? role}</span></span>
      {task.due && !task.done && <DueTag due={task.due} />}
      {task.done ? <span className="quiet">{t("matter.done", { on: dateText(task.done_at) })}</span> : <Button size="small" loading={act.isPending} onClick={() => act.mutate({ what: "completions", body: { task: task.id } })} data-testid="finish-task">{t("matter.finish")}</Button>}
      <ActFault act={act} matter={matter.id} />
    </li>
  );
}

function NewTask({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const act = useAct(matter);
  const [title, setTitle] = useState("");
  const [assignee, setAssignee] = useState<string>();
  const [due, setDue] = useState("");
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    act.mutate({ what: "tasks", body: { title: title.trim(), assignee, due: due || undefined } }, { onSuccess: () => setTitle("") });
  };
  return (
    <form className="inline-form" onSubmit={add}>
      <Input aria-label={t("matter.newTask")} placeholder={t("matter.newTask")} value={title} maxLength={200} onChange={(e) => setTitle(e.target.value)} />
      <Select allowClear style={{ minWidth: 150 }} aria-label={t("matter.assignee")} placeholder={t("matter.assignee")} value={assignee} onChange={setAssignee} options={matter.members.map((m) => ({ value: m.account, label: m.display }))} />
      <DatePicker aria-label={t("matter.taskDue")} placeholder={t("matter.taskDue")} value={due ? dayjs(due) : null} onChange={(d) => setDue(d?.format("YYYY-MM-DD") ?? "")} />
      <Button htmlType="submit" disabled={title.trim().length < 2} loading={act.isPending}>{t("matter.add")}</Button>
      <ActFault act={act} matter={matter.id} />
    </form>
  );
}
