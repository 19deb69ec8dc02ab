import { Alert, Button, Form, Input } from "antd";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { useChangePassword, useOwnAccount } from "./queries";

interface Entry {
  present: string;
  next: string;
  again: string;
}

/** Changes one's own password. */
export function PasswordForm() {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const account = useOwnAccount();
  const change = useChangePassword();
  const [form] = Form.useForm<Entry>();
  const least = account.data?.least_password ?? 8;
  const needed = { required: true, message: t("account.needed") };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(v) => change.mutate({ present: v.present, password: v.next }, { onSuccess: () => form.resetFields() })}
    >
      <Form.Item name="present" label={t("account.present")} rules={[needed]}>
        <Input.Password autoComplete="current-password" data-testid="password-present" />
      </Form.Item>
      <Form.Item name="next" label={t("account.new")} extra={t("account.least", { n: least })} rules={[needed, { min: least, message: t("account.least", { n: least }) }]}>
        <Input.Password autoComplete="new-password" data-testid="password-new" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("account.again")}
        dependencies={["next"]}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_, value) => (value === getFieldValue("next") ? Promise.resolve() : Promise.reject(new Error(t("account.differ")))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" data-testid="password-again" />
      </Form.Item>
      <div aria-live="polite">
        {change.isError && <Alert type="error" showIcon title={sentence(change.error)} style={{ marginBottom: 12 }} />}
        {change.isSuccess && <Alert type="success" showIcon title={t("account.changed")} style={{ marginBottom: 12 }} />}
      </div>
      <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="password-submit">{t("account.change")}</Button>
    </Form>
  );
}
