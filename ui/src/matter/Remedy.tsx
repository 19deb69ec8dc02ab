import { Alert, Button, Progress, Tag } from "antd";
import { Link } from "react-router";
import type { Matter, Procedure, RemedyRun } from "../api/types";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { useFaultSentence } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { today } from "./clock";
import { goesOn, useAskRemedy, useRemedy } from "./queries";

const colours = { stopped: "green", continues: "red", not_enough: "orange" } as const;

/** What later data say of what was promised: whether the wrong stopped, and the way to ask them. */
export function Remedy({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const ask = useAskRemedy(matter.id);
  const run = useRemedy(matter.id).data;
  const sentence = useFaultSentence();
  const role = useSession().data?.role;
  if (!procedure.promised) return null;
  const day = matter.course.facts[procedure.promised] as string | undefined;
  const r = matter.course.remedy;
  return (
    <section aria-labelledby="remedy" data-testid="remedy" data-result={r?.result}>
      <h3 id="remedy">{t("remedy.title")}</h3>
      {!day && <p className="quiet">{t("remedy.noPromise")}</p>}
      {day && <p>{t("remedy.promised", { day: dateText(day) })} {r && <Tag color={colours[r.result]}>{t(`remedy.is.${r.result}`)}</Tag>}</p>}
      {r && <p className="quiet">{r.by.id === "system" ? t("remedy.askedAlone", { day: dateText(r.on) }) : t("remedy.askedBy", { by: r.by.display, day: dateText(r.on) })}</p>}
      {r?.looks.map((l) => (
        <div key={l.clue} className="remedy-look">
          <p><Link to={`/clues/${l.clue}`}>{t("matter.clue")}</Link> <Link to={`/models/${l.model}`}><code>{l.model}</code></Link> {t(`remedy.is.${l.result}`)}</p>
          {l.later.length > 0 && <p className="quiet">{t("remedy.later", { n: l.later.length, from: dateText(l.later[0]?.day), to: dateText(l.later.at(-1)?.day) })}</p>}
          <ul>{l.reach.map((x) => <li key={x.dataset} className={x.beyond ? "quiet" : "short"}>{x.until ? t("remedy.reach", { name: text(x.title), day: dateText(x.until) }) : t("remedy.nothing", { name: text(x.title) })}</li>)}</ul>
        </div>
      ))}
      {day && day < today() && opensMatters(role) && <Button size="small" loading={ask.isPending || goesOn(run)} onClick={() => ask.mutate()} data-testid="check-remedy">{r ? t("remedy.again") : t("remedy.ask")}</Button>}
      {run && goesOn(run) && <Goes run={run} />}
      {run?.state === "failed" && <Alert type="error" showIcon title={text(run.says)} data-testid="remedy-failed" />}
      {day && day >= today() && <p className="quiet">{t("remedy.tooEarly")}</p>}
      {ask.isError && <Alert type="error" showIcon title={sentence(ask.error)} />}
    </section>
  );
}

/** How far the look at later data is. */
function Goes({ run }: { run: RemedyRun }) {
  const { t } = useWords();
  const waits = run.state === "waiting";
  return (
    <div role="status" data-testid="remedy-run" data-state={run.state}>
      <span className="quiet">{waits ? t("remedy.waits") : run.done === 0 ? t("remedy.opens") : t("remedy.runs", { n: run.done, of: run.total - 1 })}</span>
      <Progress percent={run.total > 0 ? Math.round((run.done / run.total) * 100) : 0} status="active" size="small" />
    </div>
  );
}
