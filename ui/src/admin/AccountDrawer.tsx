import { Alert, AutoComplete, Button, Form, Input, Popconfirm, Select, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { SessionTable } from "../account/SessionsPanel";
import type { AccountCard, OfficeRow, Position } from "../api/types";
import { useEntrance, useSession } from "../session/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { AccountState } from "./AccountState";
import { RoleTag } from "./AccountTable";
import { firstPassword } from "./password";
import { PasswordSheet } from "./PasswordSheet";
import { type AccountAct, useAccount, useAccountAct, useAccountSessions, useDepartments } from "./queries";
import { RoleChoice } from "./RoleChoice";

/** One account: what it is, how it signs in, where it is signed in, and what can be done about it. */
export function AccountDrawer({ id, offices, onClose }: { id: string; offices: OfficeRow[]; onClose: () => void }) {
  const { t } = useWords();
  const account = useAccount(id);
  const a = account.data;
  return (
    <SideDrawer size={640} title={a ? a.display : t("admin.account")} onClose={onClose} data-testid="account-drawer">
      {account.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {account.isError && <FaultNotice error={account.error} onRetry={() => void account.refetch()} />}
      {a && <Loaded key={a.id} account={a} offices={offices} />}
    </SideDrawer>
  );
}

function Loaded({ account: a, offices }: { account: AccountCard; offices: OfficeRow[] }) {
  const { t } = useWords();
  const own = useSession().data?.id === a.id;
  return (
    <div className="account-drawer">
      <p className="account-line">
        <code>{a.name}</code> <RoleTag role={a.role} /> <AccountState account={a} /> <span className="quiet">{t("admin.madeAt", { at: dateText(a.made_at) })}</span>
        <Link className="push" to={`/admin/record?actor=${a.id}`}>{t("admin.whatTheyDid")}</Link>
      </p>
      {own ? <Alert type="info" showIcon title={t("admin.ownAccount")} /> : <SignInActs account={a} />}
      <Sessions id={a.id} />
      {!own && <PositionForm account={a} offices={offices} />}
    </div>
  );
}

/** What helps somebody who cannot sign in, and what keeps somebody out. */
function SignInActs({ account: a }: { account: AccountCard }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const act = useAccountAct(a.id, a.version);
  const [handed, setHanded] = useState("");
  const sure = (what: AccountAct["what"] & ("factor" | "disable"), title: string, label: string, danger = false) => (
    <Popconfirm title={title} okText={label} cancelText={t("admin.cancel")} onConfirm={() => act.mutate({ what })}>
      <Button danger={danger} loading={act.isPending} data-testid={`account-${what}`}>{label}</Button>
    </Popconfirm>
  );
  const reset = () => {
    const password = firstPassword();
    act.mutate({ what: "password", password }, { onSuccess: () => setHanded(password) });
  };
  return (
    <section>
      <h3>{t("admin.signingIn")}</h3>
      {handed ? (
        <PasswordSheet name={a.name} display={a.display} password={handed} onRead={() => setHanded("")} />
      ) : (
        <div className="button-row">
          {a.locked_until && <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ what: "unlock" })} data-testid="account-unlock">{t("admin.unlock")}</Button>}
          {!a.outside && <Popconfirm title={t("admin.resetSays")} okText={t("admin.reset")} cancelText={t("admin.cancel")} onConfirm={reset}><Button loading={act.isPending} data-testid="account-reset">{t("admin.reset")}</Button></Popconfirm>}
          {a.second_factor && sure("factor", t("admin.dropFactorSays"), t("admin.dropFactor"))}
          {a.disabled ? <Button loading={act.isPending} onClick={() => act.mutate({ what: "enable" })} data-testid="account-enable">{t("admin.enable")}</Button> : sure("disable", t("admin.disableSays"), t("admin.disable"), true)}
        </div>
      )}
      <div aria-live="polite">{act.isError && <Alert type="error" showIcon title={sentence(act.error)} />}</div>
      {!handed && <LinkForm account={a} />}
    </section>
  );
}

/** Lets somebody sign in by the office's own service alone, where it has one. */
function LinkForm({ account: a }: { account: AccountCard }) {
  const { t, text } = useWords();
  const sentence = useFaultSentence();
  const single = useEntrance().data?.single;
  const act = useAccountAct(a.id, a.version);
  const [subject, setSubject] = useState("");
  if (!single || a.outside) return null;
  return (
    <form className="inline-form" onSubmit={(e) => { e.preventDefault(); act.mutate({ what: "link", subject: subject.trim() }); }}>
      <Input aria-label={t("admin.subject")} placeholder={t("admin.subject")} value={subject} maxLength={255} onChange={(e) => setSubject(e.target.value)} />
      <Button htmlType="submit" disabled={subject.trim() === ""} loading={act.isPending}>{t("admin.link", { name: text(single) })}</Button>
      {act.isError && <Alert type="error" showIcon title={sentence(act.error)} className="act-fault" />}
    </form>
  );
}

function Sessions({ id }: { id: string }) {
  const { t } = useWords();
  const sessions = useAccountSessions(id);
  const act = useAccountAct(id, 0);
  return (
    <section>
      <h3>{t("admin.sessions")}</h3>
      {sessions.isError && <FaultNotice error={sessions.error} />}
      {act.isError && <FaultNotice error={act.error} />}
      {sessions.data?.length === 0 && <p className="quiet">{t("admin.notSignedIn")}</p>}
      {sessions.data && sessions.data.length > 0 && (
        <>
          <SessionTable items={sessions.data} ending={act.isPending} onEnd={(session) => act.mutate({ what: "session", session })} />
          <Button size="small" danger loading={act.isPending} onClick={() => act.mutate({ what: "sessions" })}>{t("admin.endAll")}</Button>
        </>
      )}
    </section>
  );
}

/** Role, office and department of somebody; a change ends their sessions. */
function PositionForm({ account: a, offices }: { account: AccountCard; offices: OfficeRow[] }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const act = useAccountAct(a.id, a.version);
  const [form] = Form.useForm<Position>();
  const office = Form.useWatch("office", form) ?? a.office;
  const departments = useDepartments(office);
  return (
    <section>
      <h3>{t("admin.position")}</h3>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ display: a.display, role: a.role, office: a.office, department: a.department }} onFinish={(v) => act.mutate({ what: "position", body: { ...v, department: v.department ?? "" } })}>
        <Form.Item name="role"><RoleChoice /></Form.Item>
        <div className="form-row">
          <Form.Item name="display" label={t("admin.display")}><Input maxLength={64} /></Form.Item>
          <Form.Item name="office" label={t("admin.office")}><Select showSearch={{ optionFilterProp: "label" }} options={offices.map((o) => ({ value: o.id, label: o.name }))} /></Form.Item>
          <Form.Item name="department" label={t("admin.department")}>
            <AutoComplete options={(departments.data ?? []).filter((d) => d.name).map((d) => ({ value: d.name }))}><Input maxLength={100} /></AutoComplete>
          </Form.Item>
        </div>
        <div aria-live="polite">
          {act.isError && <Alert type="error" showIcon title={sentence(act.error)} style={{ marginBottom: 12 }} />}
          {act.isSuccess && <Alert type="success" showIcon title={t("admin.moved")} style={{ marginBottom: 12 }} />}
        </div>
        <Button htmlType="submit" loading={act.isPending} data-testid="position-save">{t("admin.savePosition")}</Button>
      </Form>
    </section>
  );
}
