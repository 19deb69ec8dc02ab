import { Alert, Button, Form, Input } from "antd";
import { FactorSetup } from "../account/FactorSetup";
import { PasswordForm } from "../account/PasswordForm";
import type { Account } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { useWords } from "../words/i18n";
import { useGiveCode, useSignOut } from "./queries";
import "../account/account.css";
import "./session.css";

type Stage = Exclude<Account["stage"], "">;

/** What is left to do after the password before the session opens anything. */
export default function StagePage({ stage }: { stage: Stage }) {
  const { t } = useWords();
  const signOut = useSignOut();
  const title = { code: t("stage.code"), password: t("stage.password"), enrol: t("stage.enrol") }[stage];
  const says = { code: t("stage.codeSays"), password: t("stage.passwordSays"), enrol: t("stage.enrolSays") }[stage];
  return (
    <div className="signin">
      <div className="signin-language"><LanguageSwitch /></div>
      <main className="signin-box panel" data-testid={`stage-${stage}`}>
        <h1 className="signin-stage">{title}</h1>
        <p className="quiet">{says}</p>
        {stage === "code" && <CodeForm />}
        {stage === "password" && <PasswordForm />}
        {stage === "enrol" && <FactorSetup asks={false} />}
        <Button type="link" block onClick={() => signOut.mutate()}>{t("session.signOut")}</Button>
      </main>
    </div>
  );
}

function CodeForm() {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const give = useGiveCode();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(v: { code: string }) => give.mutate(v.code.trim())}>
      <Form.Item name="code" label={t("stage.codeLabel")} rules={[{ required: true, message: t("stage.codeNeeded") }]}>
        <Input autoComplete="one-time-code" autoFocus maxLength={64} data-testid="stage-code-input" />
      </Form.Item>
      <div aria-live="polite">
        {give.isError && <Alert type="error" showIcon title={sentence(give.error)} style={{ marginBottom: 12 }} />}
      </div>
      <Button type="primary" htmlType="submit" block loading={give.isPending} data-testid="stage-submit">{t("stage.next")}</Button>
    </Form>
  );
}
