import { Alert, Button, Input, InputNumber, Select } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { isFault } from "../api/fault";
import { queryKeys } from "../api/queries";
import type { Exchange, ExchangeStep, NextKind } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { PlanForm } from "./PlanForm";
import { useStep } from "./queries";
import { bodyOf, type Draft, formOf, lackingIn } from "./step";

/** What the person may do in an exchange now: choose a step, say what it must say, send it. */
export function StepPanel({ exchange: x }: { exchange: Exchange }) {
  const { t, text } = useWords();
  const [kind, setKind] = useState("");
  const next = x.next.filter((n) => formOf(n.kind, n.reason) !== "none");
  const chosen = next.find((n) => n.kind === kind);
  return (
    <div className="panel-body" data-testid="steps">
      {next.length === 0 && <p className="quiet">{t("transfer.nothingToDo")}</p>}
      <div className="step-choice" role="group" aria-label={t("transfer.canDo")}>
        {next.map((n) => (
          <button key={n.kind} type="button" className="plain-button chip" aria-pressed={n.kind === kind} onClick={() => setKind(n.kind === kind ? "" : n.kind)} data-testid={`step-${n.kind}`}>{text(n.title)}</button>
        ))}
      </div>
      {chosen && <StepForm key={kind} exchange={x} step={chosen} onDone={() => setKind("")} />}
    </div>
  );
}

const findings = ["established", "partly", "not_established", "filed", "not_filed", "convicted", "rectified", "other"];

function StepForm({ exchange: x, step, onDone }: { exchange: Exchange; step: NextKind; onDone: () => void }) {
  const { t, text, language } = useWords();
  const name = useCodes();
  const id = useId();
  const act = useStep(x);
  const form = formOf(step.kind, step.reason);
  const [d, setD] = useState<Draft>({ note: "", code: "", amount: null, number: "", title: "", adopts: "", tasks: [] });
  const [tried, setTried] = useState(false);
  const lacks = tried ? lackingIn(form, d) : [];
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lackingIn(form, d).length === 0) act.mutate(bodyOf(step.kind, form, d, x.peer) as ExchangeStep, { onSuccess: onDone });
  };
  const words = form === "reason" ? t("transfer.field.reason") : form === "result" || form === "paper" ? t("transfer.field.says") : t("transfer.field.note");
  return (
    <form className="step-body" onSubmit={submit} noValidate data-testid="step-form" aria-label={text(step.title)}>
      {form === "result" && (
        <div>
          <label htmlFor={id + "code"}>{t("transfer.field.code")}</label>
          <Select id={id + "code"} value={d.code || undefined} status={lacks.includes("code") ? "error" : undefined} onChange={(code) => setD({ ...d, code })} options={findings.map((f) => ({ value: f, label: name("resultOf", f) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} style={{ width: "100%" }} data-testid="step-code" />
        </div>
      )}
      {form === "paper" && (
        <>
          <div><label htmlFor={id + "title"}>{t("transfer.field.title")}</label><Input id={id + "title"} value={d.title} status={lacks.includes("title") ? "error" : undefined} maxLength={400} onChange={(e) => setD({ ...d, title: e.target.value })} data-testid="step-title" /></div>
          <div>
            <label htmlFor={id + "adopts"}>{t("transfer.field.adopts")}</label>
            <Select id={id + "adopts"} value={d.adopts || undefined} allowClear onChange={(adopts?: string) => setD({ ...d, adopts: adopts ?? "" })} options={["yes", "partly", "no"].map((a) => ({ value: a, label: name("adopts", a) }))} style={{ width: "100%" }} />
          </div>
        </>
      )}
      {(form === "result" || form === "paper") && <div><label htmlFor={id + "number"}>{t("transfer.field.number")}</label><Input id={id + "number"} value={d.number} status={lacks.includes("number") ? "error" : undefined} maxLength={200} onChange={(e) => setD({ ...d, number: e.target.value })} data-testid="step-number" /></div>}
      {form === "result" && <div><label htmlFor={id + "amount"}>{t("transfer.field.amount")}</label><InputNumber id={id + "amount"} min={0} value={d.amount} onChange={(amount) => setD({ ...d, amount })} style={{ width: "100%" }} suffix={language === "zh" ? t("transfer.yuan") : undefined} /></div>}
      {form === "plan" && <PlanForm exchange={x} tasks={d.tasks} onChange={(tasks) => setD({ ...d, tasks })} />}
      <div>
        <label htmlFor={id + "note"}>{words}</label>
        <Input.TextArea id={id + "note"} rows={3} maxLength={4000} value={d.note} status={lacks.includes("note") ? "error" : undefined} onChange={(e) => setD({ ...d, note: e.target.value })} data-testid="step-note" />
      </div>
      {lacks.length > 0 && <p className="decision-lack" role="alert">{form === "reason" ? t("transfer.needReason") : t("transfer.needFields")}</p>}
      <StepFault act={act} id={x.id} />
      <Button type="primary" htmlType="submit" loading={act.isPending} data-testid="step-submit">{text(step.title)}</Button>
    </form>
  );
}

/** Why a step was refused; where the other side was faster, the way to look again. */
function StepFault({ act, id }: { act: { error: unknown; reset: () => void }; id: string }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const sentence = useFaultSentence();
  if (!act.error) return null;
  const late = isFault(act.error, 409);
  const again = () => {
    act.reset();
    void cache.invalidateQueries({ queryKey: queryKeys.exchange(id) });
  };
  return <Alert type={late ? "warning" : "error"} showIcon title={sentence(act.error)} action={late && <Button size="small" onClick={again}>{t("decide.reload")}</Button>} data-testid="step-fault" />;
}
