import { Alert, Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { useOpenJoint } from "./jointQueries";
import { usePartners } from "./queries";

/** Opens a joint matter: what it is called, whom it goes to, by when they answer. */
export function JointForm({ matter, onDone }: { matter: string; onDone: () => void }) {
  const { t } = useWords();
  const id = useId();
  const sentence = useFaultSentence();
  const act = useOpenJoint();
  const [j, setJ] = useState({ title: "", about: "", due: dayjs().add(7, "day").format("YYYY-MM-DD"), members: [] as string[] });
  const full = j.title.trim().length >= 2 && j.due !== "" && j.members.length > 0;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (full) act.mutate({ matter, title: j.title.trim(), about: j.about.trim() || undefined, due: j.due, members: j.members }, { onSuccess: onDone });
  };
  return (
    <form className="panel step-body joint-form" onSubmit={submit} noValidate data-testid="joint-form" aria-label={t("joint.open")}>
      <p className="quiet">{t("joint.openSays")}</p>
      <div><label htmlFor={id + "title"}>{t("joint.name")}</label><Input id={id + "title"} value={j.title} maxLength={200} onChange={(e) => setJ({ ...j, title: e.target.value })} data-testid="joint-title" /></div>
      <div><label htmlFor={id + "about"}>{t("joint.about")}</label><Input.TextArea id={id + "about"} rows={2} value={j.about} maxLength={4000} onChange={(e) => setJ({ ...j, about: e.target.value })} /></div>
      <div><label htmlFor={id + "members"}>{t("joint.invite")}</label><PartnerSelect id={id + "members"} value={j.members} onChange={(members) => setJ({ ...j, members })} /></div>
      <div><label htmlFor={id + "due"}>{t("transfer.askedBy")}</label><DatePicker id={id + "due"} value={j.due ? dayjs(j.due) : null} onChange={(d) => setJ({ ...j, due: d?.format("YYYY-MM-DD") ?? "" })} style={{ width: "100%" }} /></div>
      {act.isError && <Alert type="error" showIcon title={sentence(act.error)} />}
      <div className="button-row">
        <Button type="primary" htmlType="submit" disabled={!full} loading={act.isPending} data-testid="joint-submit">{t("joint.open")}</Button>
        <Button onClick={onDone}>{t("admin.cancel")}</Button>
      </div>
    </form>
  );
}

/** Chooses among the confirmed partners. */
export function PartnerSelect({ id, value, onChange, without = [] }: { id: string; value: string[]; onChange: (codes: string[]) => void; without?: string[] }) {
  const { text } = useWords();
  const partners = usePartners();
  const options = (partners.data ?? []).filter((p) => p.standing === "confirmed" && !without.includes(p.code)).map((p) => ({ value: p.code, label: text(p.name) }));
  return <Select id={id} mode="multiple" value={value} onChange={onChange} options={options} optionFilterProp="label" optionRender={(o) => <span data-value={o.value}>{o.label}</span>} style={{ width: "100%" }} data-testid="joint-members" />;
}
