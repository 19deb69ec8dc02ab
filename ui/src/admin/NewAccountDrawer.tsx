import { Alert, AutoComplete, Button, Form, Input } from "antd";
import { useState } from "react";
import type { AccountCard, NewAccount, OfficeRow } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { useWords } from "../words/i18n";
import { firstPassword } from "./password";
import { PasswordSheet } from "./PasswordSheet";
import { useDepartments, useMakeAccount } from "./queries";
import { RoleChoice } from "./RoleChoice";

type Entry = Omit<NewAccount, "password" | "office">;

/** Makes an account and shows, once, the password for the first sign-in. */
export function NewAccountDrawer({ office, onClose }: { office: OfficeRow; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const make = useMakeAccount();
  const departments = useDepartments(office.id);
  const [password] = useState(firstPassword);
  const [form] = Form.useForm<Entry>();
  const role = Form.useWatch("role", form);
  const made = make.data as AccountCard | undefined;
  return (
    <SideDrawer size={520} title={t("admin.newAccountIn", { office: office.name })} onClose={onClose}>
      {made ? (
        <PasswordSheet name={made.name} display={made.display} password={password} onRead={onClose} />
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(v) => make.mutate({ ...v, office: office.id, password })}>
          <Form.Item name="role" label={t("admin.role")} rules={[{ required: true, message: t("admin.needed") }]}>
            <RoleChoice />
          </Form.Item>
          <Form.Item name="display" label={t("admin.display")} rules={[{ required: true, message: t("admin.needed") }]}>
            <Input maxLength={64} autoFocus data-testid="account-display" />
          </Form.Item>
          <Form.Item name="name" label={t("admin.signInName")} extra={t("admin.signInNameSays")} rules={[{ required: true, message: t("admin.needed") }]}>
            <Input maxLength={64} autoComplete="off" data-testid="account-name" />
          </Form.Item>
          <Form.Item name="department" label={role === "liaison" ? t("admin.agency") : t("admin.department")} extra={role === "liaison" ? t("admin.agencySays") : undefined}>
            <AutoComplete options={(departments.data ?? []).filter((d) => d.name).map((d) => ({ value: d.name }))} showSearch={{ filterOption: true }}>
              <Input maxLength={100} data-testid="account-department" />
            </AutoComplete>
          </Form.Item>
          <div aria-live="polite">{make.isError && <Alert type="error" showIcon title={sentence(make.error)} style={{ marginBottom: 12 }} />}</div>
          <Button type="primary" htmlType="submit" loading={make.isPending} data-testid="account-make">{t("admin.make")}</Button>
        </Form>
      )}
    </SideDrawer>
  );
}
