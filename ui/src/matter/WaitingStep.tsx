import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import type { Matter, Procedure } from "../api/types";
import { useSession } from "../session/queries";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { LawNames } from "./LawNames";
import { useAct } from "./queries";
import { ValueList } from "./ValueList";

/** A step that somebody proposed: what it would do, who approved so far, and the answer of whoever must. */
export function WaitingStep({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const waiting = matter.course.waiting;
  if (!waiting) return null;
  const step = procedure.steps.find((s) => s.id === waiting.step);
  const state = (id: string) => text(procedure.states.find((s) => s.id === id)?.title);
  const needed = step?.approvals?.[waiting.approvals.length];
  return (
    <div className="waiting" data-testid="waiting-step">
      <p>
        <strong>{text(step?.title)}</strong> <span className="quiet">{t("matter.proposed", { by: waiting.by.display, on: dateText(waiting.on) })}</span>
        {waiting.from !== waiting.to && <span> {state(waiting.from)} → {state(waiting.to)}</span>}
      </p>
      <ValueList values={waiting.fields} procedure={procedure} />
      {waiting.approvals.map((a) => <p key={a.by} className="quiet">{t("matter.approvedBy", { by: a.person.display, on: dateText(a.on), decision: a.decision })}</p>)}
      {needed && <p>{text(needed.says)} <LawNames law={needed.law ?? []} /></p>}
      <Answer matter={matter} by={needed?.by ?? matter.waits} proposer={waiting.by.id} />
    </div>
  );
}

/** Yes with a date and, of the committee, the number of its decision; or no with a reason. */
function Answer({ matter, by, proposer }: { matter: Matter; by: string; proposer: string }) {
  const { t } = useWords();
  const id = useId();
  const me = useSession().data;
  const act = useAct(matter);
  const [on, setOn] = useState("");
  const [decision, setDecision] = useState("");
  const [reason, setReason] = useState("");
  const own = me?.id === proposer;
  const committee = by === "committee";
  return (
    <div className="waiting-answer">
      {!own && me?.role === "leader" && (
        <>
          <label htmlFor={id + "on"}>{t("matter.approvalOn")}</label>
          <DatePicker id={id + "on"} value={on ? dayjs(on) : null} onChange={(d) => setOn(d?.format("YYYY-MM-DD") ?? "")} placeholder={t("matter.todayIfEmpty")} />
          {committee && <Input aria-label={t("matter.decisionNumber")} placeholder={t("matter.decisionNumber")} value={decision} maxLength={100} onChange={(e) => setDecision(e.target.value)} />}
          <Button
            type="primary" loading={act.isPending} disabled={committee && decision.trim() === ""} data-testid="approve"
            onClick={() => act.mutate({ what: "approvals", body: { by: committee ? "committee" : "leader", on: on || undefined, decision: decision.trim() || undefined } })}
          >
            {committee ? t("matter.recordDecision") : t("matter.approve")}
          </Button>
        </>
      )}
      <Input aria-label={t("matter.reason")} placeholder={own ? t("matter.reason") : t("matter.reasonNeeded")} value={reason} maxLength={2000} onChange={(e) => setReason(e.target.value)} />
      <Button loading={act.isPending} disabled={!own && reason.trim() === ""} data-testid="return-step" onClick={() => act.mutate({ what: "returns", body: { reason: reason.trim() || undefined } })}>
        {own ? t("matter.takeBack") : t("matter.giveBack")}
      </Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
