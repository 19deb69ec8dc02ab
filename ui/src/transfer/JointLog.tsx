import type { Joint } from "../api/types";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { whoText } from "./who";

/** Every change in the order in which this agency knows them, and what became of it at the others. */
export function JointLog({ joint: j }: { joint: Joint }) {
  const { t, text } = useWords();
  const of = (code: string) => text(j.members.find((m) => m.code === code)?.name) || code;
  return (
    <details className="joint-part">
      <summary>{t("joint.log", { n: j.log.length })}</summary>
      <ol className="custody">
        {j.log.map((e) => (
          <li key={e.id} data-testid="joint-change">
            <span className="figure quiet">{timeText(e.at)}</span> {of(e.by)} {whoText(e.who, t)} · {what(e, t)}{" "}
            <span className="quiet">{e.ways.map((w) => (w.incoming ? "" : `${of(w.peer)} ${w.fate === "" ? t("transfer.underWay") : t("transfer.receipt")}`)).filter(Boolean).join(" · ")}</span>
            {e.why && <span className="fate" data-fate="refused"> {t("joint.doesNotCount")}{e.why}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function what(e: Joint["log"][number], t: ReturnType<typeof useWords>["t"]): string {
  if (e.member) return `${t("joint.members")}：${e.member.name.zh} ${t(`joint.memberIs.${e.member.state}`)}`;
  if (e.task) return `${t("joint.plan")}：${e.task.what}`;
  if (e.work) return t(`joint.taskIs.${e.work.state}`);
  if (e.evidence) return `${t("joint.share")}：${e.evidence.title}`;
  return e.handover ? t("joint.handOn") : t("joint.receive");
}
