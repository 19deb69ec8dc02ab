import { Alert, Button, Form, Input } from "antd";
import { isFault } from "../api/fault";
import { useFaultSentence } from "../shell/FaultNotice";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { useWords } from "../words/i18n";
import { DemoAccounts } from "./DemoAccounts";
import { useEntrance, useSignIn } from "./queries";
import "./session.css";

interface Entry {
  name: string;
  password: string;
}

/** Name and password; in a demonstration home also the invented people one may be. */
export default function SignInPage() {
  const { t, text } = useWords();
  const signIn = useSignIn();
  const entrance = useEntrance().data;
  const [form] = Form.useForm<Entry>();
  const failure = useSignInFailure(signIn.error);
  const enter = (entry: Entry) => {
    form.setFieldsValue(entry);
    signIn.mutate(entry);
  };
  return (
    <div className="signin">
      <div className="signin-language"><LanguageSwitch /></div>
      <main className="signin-box panel">
        <h1>{t("product.name")}</h1>
        <p className="signin-line">{t("product.line")}</p>
        <p className="quiet">{t("product.what")}</p>
        {entrance?.refusal && <Alert type="error" showIcon title={text(entrance.refusal)} style={{ marginBottom: 12 }} data-testid="signin-refusal" />}
        {entrance?.single && (
          <>
            <Button type="primary" block size="large" href={`/api/single?to=${encodeURIComponent(location.pathname + location.search)}`} data-testid="signin-single">
              {t("session.single", { name: text(entrance.single) })}
            </Button>
            <p className="signin-or quiet">{t("session.or")}</p>
          </>
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={enter}>
          <Form.Item name="name" label={t("session.name")} rules={[{ required: true, message: t("session.nameNeeded") }]}>
            <Input autoComplete="username" autoFocus data-testid="signin-name" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t("session.password")}
            rules={[{ required: true, message: t("session.passwordNeeded") }]}
          >
            <Input.Password autoComplete="current-password" data-testid="signin-password" />
          </Form.Item>
          <div aria-live="polite">
            {failure && <Alert type="error" showIcon title={failure} style={{ marginBottom: 12 }} />}
          </div>
          <Button type={entrance?.single ? "default" : "primary"} htmlType="submit" block loading={signIn.isPending} data-testid="signin-submit">
            {t("session.signIn")}
          </Button>
        </Form>
        <DemoAccounts onPick={enter} />
      </main>
    </div>
  );
}

/** useSignInFailure says why signing in failed; a wrong name and a wrong password read the same. */
function useSignInFailure(err: unknown): string {
  const { t } = useWords();
  const sentence = useFaultSentence();
  if (!err) return "";
  if (isFault(err, 401)) return t("session.wrong");
  return sentence(err);
}
