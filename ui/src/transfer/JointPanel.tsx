import { Alert, Button, Input, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { isFault } from "../api/fault";
import type { Joint } from "../api/types";
import { useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "../api/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { JointEvidence } from "./JointEvidence";
import { JointPlan } from "./JointPlan";
import { JointLog } from "./JointLog";
import { type ResultCode, useJoint, useJointAct } from "./jointQueries";
import { StateMark } from "./StateMark";

/** One joint matter: who takes part, who does what by when, the evidence with its hands, and how it ends. */
export function JointPanel({ id }: { id: string }) {
  const joint = useJoint(id);
  if (joint.isError) return <FaultNotice error={joint.error} onRetry={() => void joint.refetch()} />;
  if (!joint.data) return <Skeleton active />;
  return <Loaded joint={joint.data} />;
}

function Loaded({ joint: j }: { joint: Joint }) {
  const { t } = useWords();
  const name = useCodes();
  const ended = j.code !== "";
  return (
    <article className="panel joint" data-testid="joint" data-ended={ended}>
      <header className="joint-head">
        <h2>{j.title} {ended ? <Tag color="green">{t("joint.endedAs", { as: name("resultOf", j.code) })}</Tag> : <Tag color="blue">{t("joint.goesOn")}</Tag>}</h2>
        {j.about && <p>{j.about}</p>}
        {ended && <p>{t("joint.result")}{j.says} <span className="quiet figure">{timeText(j.ended)}</span></p>}
        <Members joint={j} />
        {!j.leads && j.exchange && !j.takes_part && !ended && <p><Link to={`/transfers/${j.exchange}`}>{t("joint.answerFirst")}</Link></p>}
      </header>
      <JointPlan joint={j} />
      <JointEvidence joint={j} />
      <JointLog joint={j} />
      {j.leads && j.takes_part && <End joint={j} />}
    </article>
  );
}

function Members({ joint: j }: { joint: Joint }) {
  const { t, text } = useWords();
  return (
    <ul className="joint-members" aria-label={t("joint.members")}>
      {j.members.map((m) => (
        <li key={m.code} data-testid="joint-member" data-state={m.state}>
          <strong>{text(m.name)}</strong> {m.code === j.lead ? <Tag>{t("joint.lead")}</Tag> : <StateMark state={m.state} title={t(`joint.memberIs.${m.state}`)} />}
          {m.exchange && <> <Link to={`/transfers/${m.exchange}`}>{t("joint.letters")}</Link></>}
        </li>
      ))}
    </ul>
  );
}

/** Why an act was refused; where another was faster, the way to look again. */
export function JointFault({ act, id }: { act: { error: unknown; reset: () => void }; id: string }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const sentence = useFaultSentence();
  if (!act.error) return null;
  const again = () => {
    act.reset();
    void cache.invalidateQueries({ queryKey: queryKeys.joint(id) });
  };
  return <Alert className="act-fault" type={isFault(act.error, 409) ? "warning" : "error"} showIcon title={sentence(act.error)} action={isFault(act.error, 409) && <Button size="small" onClick={again}>{t("decide.reload")}</Button>} data-testid="joint-fault" />;
}

const codes: ResultCode[] = ["established", "partly", "not_established", "filed", "not_filed", "convicted", "rectified", "other"];

function End({ joint: j }: { joint: Joint }) {
  const { t } = useWords();
  const name = useCodes();
  const act = useJointAct(j);
  const [code, setCode] = useState<ResultCode>();
  const [says, setSays] = useState("");
  return (
    <form className="inline-form joint-part" onSubmit={(e) => { e.preventDefault(); if (code) act.mutate({ what: "end", code, says: says.trim() }); }} aria-label={t("joint.end")}>
      <Select aria-label={t("transfer.field.code")} placeholder={t("transfer.field.code")} value={code} onChange={setCode} options={codes.map((c) => ({ value: c, label: name("resultOf", c) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} style={{ minWidth: 130 }} data-testid="joint-code" />
      <Input aria-label={t("joint.endSays")} placeholder={t("joint.endSays")} value={says} maxLength={4000} onChange={(e) => setSays(e.target.value)} data-testid="joint-says" />
      <Button htmlType="submit" danger disabled={!code || says.trim() === ""} loading={act.isPending} data-testid="joint-end">{t("joint.end")}</Button>
      <JointFault act={act} id={j.id} />
    </form>
  );
}
