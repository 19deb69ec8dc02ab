import { Tag } from "antd";
import type { AccountCard } from "../api/types";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";

/** Whether somebody can sign in, and if not, why. */
export function AccountState({ account: a }: { account: AccountCard }) {
  const { t } = useWords();
  return (
    <span data-testid="account-state" data-state={a.disabled ? "disabled" : a.locked_until ? "locked" : "active"}>
      {a.disabled && <Tag>{t("admin.stateOf.disabled")}</Tag>}
      {a.locked_until && <Tag color="error">{t("admin.lockedUntil", { at: timeText(a.locked_until).slice(11) })}</Tag>}
      {a.must_change && !a.disabled && <Tag color="warning">{t("admin.stateOf.waiting")}</Tag>}
      {a.outside && <Tag color="blue">{t("admin.outside")}</Tag>}
      {!a.disabled && !a.locked_until && !a.must_change && <span className="good">{t("admin.stateOf.active")}</span>}
    </span>
  );
}
