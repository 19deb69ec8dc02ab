import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled, SyncOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { LogCheck } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useVerification, useVerify } from "./queries";

/** Whether the log is whole: green or red at once, what is wrong and where, and the button that checks. */
export function VerifyCard() {
  const { t, text } = useWords();
  const check = useVerification();
  const verify = useVerify();
  const c = check.data;
  const running = verify.isPending || c?.state === "running";
  return (
    <section className="panel verify" data-state={c?.state} data-testid="verify" aria-label={t("admin.verify")}>
      <div className="verify-line" aria-live="polite">
        <Sign state={c?.state} />
        <div>
          <strong>{c ? t(`admin.verdict.${c.state}`) : " "}</strong>
          <p className="quiet">{c && c.ended && c.state !== "failed" ? t("admin.verdictOf", { n: countText(c.entries), at: timeText(c.ended) }) : t("admin.verifySays")}</p>
        </div>
        {c && c.entries > 0 && <dl className="verify-facts"><dt>{t("admin.root")}</dt><dd><code>{c.root}</code></dd><dt>{t("admin.key")}</dt><dd><code>{c.key}</code></dd></dl>}
        <Button type="primary" loading={running} onClick={() => verify.mutate()} data-testid="verify-do">{t("admin.verifyDo")}</Button>
      </div>
      {verify.isError && <FaultNotice error={verify.error} />}
      {check.isError && <FaultNotice error={check.error} onRetry={() => void check.refetch()} />}
      {c && c.findings.length > 0 && (
        <ul className="findings">
          {c.findings.map((f, i) => <li key={i}>{f.file && <code>{f.file}</code>} {text(f.says)}</li>)}
          {c.more > 0 && <li className="quiet">{t("admin.more", { n: c.more })}</li>}
        </ul>
      )}
    </section>
  );
}

function Sign({ state }: { state: LogCheck["state"] | undefined }) {
  if (state === "sound") return <CheckCircleFilled className="verify-sign good" aria-hidden />;
  if (state === "unsound" || state === "failed") return <CloseCircleFilled className="verify-sign bad" aria-hidden />;
  if (state === "running") return <SyncOutlined spin className="verify-sign" aria-hidden />;
  return <QuestionCircleFilled className="verify-sign quiet" aria-hidden />;
}
