import { Alert, Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Choice, Matter, Procedure } from "../api/types";
import { SideDrawer } from "../shell/SideDrawer";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { FieldForm } from "./FieldForm";
import { given, lacking } from "./field";
import { LawNames } from "./LawNames";
import { useAct } from "./queries";

interface Props {
  matter: Matter;
  procedure: Procedure;
  choice: Choice;
  onClose: () => void;
}

/** Where a person takes one step: the day, what the step asks, and who must approve it. */
export function StepDrawer({ matter, procedure, choice: { step }, onClose }: Props) {
  const { t, text } = useWords();
  const act = useAct(matter);
  const asks = step.asks ?? [];
  const may = step.may ?? [];
  // What the matter knows already stands in the form: nobody types a case number twice.
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries([...asks, ...may].filter((k) => k in matter.course.facts).map((k) => [k, matter.course.facts[k]])));
  const [on, setOn] = useState("");
  const [tried, setTried] = useState(false);
  const lacks = tried ? lacking(asks, values) : [];
  const rules = procedure.rules.filter((r) => r.on.includes(step.id));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacking(asks, values).length > 0) return;
    act.mutate({ what: "steps", body: { step: step.id, on: on || undefined, fields: given(values) } }, { onSuccess: onClose });
  };
  return (
    <SideDrawer size={520} title={text(step.title)} onClose={onClose}>
      <form className="step-form" onSubmit={submit} noValidate data-testid="step-form">
        {(step.approvals ?? []).length > 0 && <Alert type="info" showIcon title={t("matter.needsApproval", { by: (step.approvals ?? []).map((a) => t(`matter.approver.${a.by === "committee" ? "committee" : "leader"}`)).join(" → ") })} />}
        <div className="field">
          <label htmlFor="step-on">{t("matter.stepOn")}</label>
          <DatePicker id="step-on" value={on ? dayjs(on) : null} onChange={(d) => setOn(d?.format("YYYY-MM-DD") ?? "")} placeholder={t("matter.todayIfEmpty")} style={{ width: "100%" }} />
        </div>
        <FieldForm procedure={procedure} asks={asks} may={may} values={values} lacks={lacks} onChange={setValues} />
        {rules.length > 0 && (
          <section className="step-rules">
            <h3>{t("matter.rules")}</h3>
            <ul>{rules.map((r) => <li key={r.id}>{text(r.says)} <LawNames law={r.law} /></li>)}</ul>
          </section>
        )}
        <ActFault act={act} matter={matter.id} />
        <Button type="primary" htmlType="submit" loading={act.isPending} data-testid="step-submit">{t("matter.doStep")}</Button>
      </form>
    </SideDrawer>
  );
}
