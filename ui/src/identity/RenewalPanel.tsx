import { SyncOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { queryKeys } from "../api/queries";
import type { Decision, Renewal } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { countText, riskText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { unsettled } from "./decisions";
import { useRenew, useRenewals } from "./queries";

/** Lets decisions take effect: links and scans again, and says which clues changed by it. */
export function RenewalPanel({ decisions }: { decisions: Decision[] }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const sentence = useFaultSentence();
  const renewals = useRenewals();
  const renew = useRenew();
  const last = renewals.data?.[0];
  const running = last?.state === "running";
  const ran = useRef(false);
  useEffect(() => {
    // Everything that was read before may be otherwise now; only what tells so is new already.
    if (ran.current && last && !running) void cache.invalidateQueries({ predicate: (q) => q.queryKey[0] !== queryKeys.renewals[0] && q.queryKey[0] !== queryKeys.session[0] });
    ran.current = running;
  }, [running, last, cache]);
  const waiting = unsettled(decisions, renewals.data ?? []);
  return (
    <section className="panel panel-body renewal" aria-label={t("identity.renewal.title")} data-testid="renewal" data-state={last?.state ?? ""}>
      <div className="tools">
        <Button icon={<SyncOutlined aria-hidden />} loading={running || renew.isPending} onClick={() => renew.mutate()} data-testid="renew">{t("identity.renewal.start")}</Button>
        <span className="quiet" role="status">{running ? t(`identity.renewal.stage.${last.stage}`) : waiting > 0 ? t("identity.renewal.pending", { n: countText(waiting) }) : t("identity.renewal.says")}</span>
      </div>
      {renew.isError && <Alert type="error" showIcon title={sentence(renew.error)} />}
      {last && !running && <Outcome run={last} />}
    </section>
  );
}

/** What came of the last run. */
function Outcome({ run }: { run: Renewal }) {
  const { t, text } = useWords();
  if (run.state === "cancelled") return <Alert type="warning" showIcon title={t("identity.renewal.cancelled")} />;
  if (run.state === "failed") return <Alert type="error" showIcon title={t("identity.renewal.failed", { says: text(run.says) })} />;
  const c = run.counts;
  return (
    <>
      <p>{t("identity.renewal.done", { by: run.by, at: timeText(run.ended_at ?? run.started_at), entities: countText(run.entities), fresh: countText(c.new), changed: countText(c.changed), reopened: countText(c.reopened), unchanged: countText(c.unchanged) })}</p>
      {run.clues.length === 0 && run.entities > 0 && <p className="quiet">{t("identity.renewal.noClues")}</p>}
      {run.clues.length > 0 && (
        <>
          <h3>{t("identity.renewal.clues")}</h3>
          <ul className="pair-clues">
            {run.clues.map((x) => (
              <li key={x.id} data-testid="renewed-clue" data-what={x.what}>
                <strong>{t(`identity.renewal.what.${x.what}`)}</strong> <Link to={`/clues/${x.id}`}>{text(x.model)} · {x.subject}</Link>{" "}
                <span className="quiet figure">
                  {x.what === "changed"
                    ? t("identity.renewal.fromTo", { before: x.before.cases, after: x.after.cases, risk: riskText(x.before.risk), now: riskText(x.after.risk) })
                    : t("identity.renewal.from", { cases: x.what === "gone" ? x.before.cases : x.after.cases, risk: riskText(x.what === "gone" ? x.before.risk : x.after.risk) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
