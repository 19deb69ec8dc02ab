import { Skeleton } from "antd";
import { RoleName } from "../session/RoleName";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { FactorPanel } from "./FactorPanel";
import { PasswordForm } from "./PasswordForm";
import { SessionsPanel } from "./SessionsPanel";
import { TiesPanel } from "./TiesPanel";
import { useOwnAccount } from "./queries";
import "./account.css";

/** One's own account: password, second factor, where one is signed in, recusal. */
export default function AccountPage() {
  const { t } = useWords();
  const account = useOwnAccount();
  const a = account.data;
  return (
    <div className="page account-page">
      <h1 className="page-title">{t("account.title")}</h1>
      {account.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {account.isError && <FaultNotice error={account.error} onRetry={() => void account.refetch()} />}
      {a && (
        <>
          <p className="account-who">
            <strong>{a.display}</strong> <code>{a.name}</code> · <RoleName role={a.role} /> · <span translate="no">{a.office_name}</span> ·{" "}
            {a.department ? `${t("account.department")} ${a.department}` : t("account.noDepartment")}
          </p>
          <div className="account-grid">
            <section className="panel" aria-label={t("account.passwordTitle")}>
              <h2>{t("account.passwordTitle")}</h2>
              <div className="panel-body">{a.outside ? <p>{t("account.outside")}</p> : <PasswordForm />}</div>
            </section>
            {!a.outside && <FactorPanel account={a} />}
            <SessionsPanel account={a} />
            <TiesPanel />
          </div>
        </>
      )}
    </div>
  );
}
