import { Button, DatePicker, Input, Select, Tag } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Joint, JointTask } from "../api/types";
import { DueTag } from "../matter/DueTag";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { JointFault } from "./JointPanel";
import { useJointAct } from "./jointQueries";
import { Seen } from "./Seen";

/** The plan: who does what by when, and how it stands as the agency that does it told. */
export function JointPlan({ joint: j }: { joint: Joint }) {
  const { t } = useWords();
  return (
    <section className="joint-part">
      <h3>{t("joint.plan")}</h3>
      {j.tasks.length === 0 && <p className="quiet">{t("joint.noTasks")}</p>}
      <ul>{j.tasks.map((k) => <One key={k.id} task={k} joint={j} />)}</ul>
      {j.leads && j.takes_part && <AddTask joint={j} />}
    </section>
  );
}

const colours = { open: "default", doing: "blue", done: "green", hindered: "red" } as const;

function One({ task: k, joint: j }: { task: JointTask; joint: Joint }) {
  const { t, text } = useWords();
  const tell = k.mine && j.takes_part && !k.dropped;
  return (
    <li className="joint-task" data-testid="joint-task" data-state={k.state} data-overdue={k.overdue}>
      <p>
        <strong>{k.what}</strong> {k.dropped ? <Tag>{t("joint.dropped")}</Tag> : <Tag color={colours[k.state]}>{t(`joint.taskIs.${k.state}`)}</Tag>}
        {k.due && !k.dropped && <DueTag due={k.due} ended={k.state === "done" ? k.on : ""} />}
      </p>
      <p className="quiet">{text(k.who_name) || k.who} <Seen all={k.for} joint={j} />{k.on && <> · <span className="figure">{dateText(k.on)}</span></>}{k.note && ` · ${k.note}`}{!k.told.startsWith("0001") && <> · <span className="figure">{timeText(k.told)}</span></>}</p>
      {tell && <Tell task={k} joint={j} />}
      {j.leads && j.takes_part && !k.dropped && k.state !== "done" && <Drop task={k} joint={j} />}
    </li>
  );
}

function Tell({ task, joint: j }: { task: JointTask; joint: Joint }) {
  const { t } = useWords();
  const act = useJointAct(j);
  const [note, setNote] = useState("");
  const tell = (state: "doing" | "done" | "hindered") => act.mutate({ what: "change", body: { work: { task: task.id, state, note: note.trim() || undefined } } }, { onSuccess: () => setNote("") });
  return (
    <div className="inline-form">
      <Input size="small" aria-label={t("joint.note")} placeholder={t("joint.note")} value={note} maxLength={4000} onChange={(e) => setNote(e.target.value)} />
      {(["doing", "done", "hindered"] as const).filter((s) => s !== task.state).map((s) => <Button key={s} size="small" loading={act.isPending} onClick={() => tell(s)} data-testid={`joint-${s}`}>{t(`joint.taskIs.${s}`)}</Button>)}
      <JointFault act={act} id={j.id} />
    </div>
  );
}

function Drop({ task: k, joint: j }: { task: JointTask; joint: Joint }) {
  const { t } = useWords();
  const act = useJointAct(j);
  return (
    <div className="inline-form">
      <Button size="small" loading={act.isPending} onClick={() => act.mutate({ what: "change", body: { task: { id: k.id, what: k.what, who: k.who, due: k.due || undefined, for: k.for, dropped: true } } })}>{t("joint.drop")}</Button>
      <JointFault act={act} id={j.id} />
    </div>
  );
}

function AddTask({ joint: j }: { joint: Joint }) {
  const { t, text } = useWords();
  const act = useJointAct(j);
  const empty = { what: "", who: "", due: "", for: [] as string[] };
  const [k, setK] = useState(empty);
  const there = j.members.filter((m) => m.state === "joined" || m.state === "invited");
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    act.mutate({ what: "change", body: { task: { what: k.what.trim(), who: k.who, due: k.due || undefined, for: k.for } } }, { onSuccess: () => setK(empty) });
  };
  return (
    <form className="inline-form" onSubmit={add} aria-label={t("transfer.addTask")}>
      <Input aria-label={t("transfer.taskWhat")} placeholder={t("transfer.taskWhat")} value={k.what} maxLength={1000} onChange={(e) => setK({ ...k, what: e.target.value })} data-testid="joint-what" />
      <Select aria-label={t("transfer.taskWho")} placeholder={t("transfer.taskWho")} value={k.who || undefined} onChange={(who) => setK({ ...k, who })} options={there.map((m) => ({ value: m.code, label: text(m.name) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} style={{ minWidth: 170 }} data-testid="joint-who" />
      <DatePicker aria-label={t("transfer.taskDue")} placeholder={t("transfer.taskDue")} value={k.due ? dayjs(k.due) : null} onChange={(d) => setK({ ...k, due: d?.format("YYYY-MM-DD") ?? "" })} />
      <For joint={j} value={k.for} onChange={(f) => setK({ ...k, for: f })} />
      <Button htmlType="submit" disabled={k.what.trim() === "" || k.who === ""} loading={act.isPending} data-testid="joint-add">{t("transfer.addTask")}</Button>
      <JointFault act={act} id={j.id} />
    </form>
  );
}

/** Chooses who sees something; nobody chosen means all. */
export function For({ joint: j, value, onChange }: { joint: Joint; value: string[]; onChange: (codes: string[]) => void }) {
  const { t, text } = useWords();
  return <Select mode="multiple" aria-label={t("joint.for")} placeholder={t("joint.forAll")} value={value} onChange={onChange} options={j.members.filter((m) => m.code !== j.lead && m.state !== "declined" && m.state !== "withdrawn").map((m) => ({ value: m.code, label: text(m.name) }))} style={{ minWidth: 170 }} />;
}
