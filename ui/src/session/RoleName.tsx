import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

/** The roles, in the order in which people are shown them. */
export const roles = ["handler", "analyst", "leader", "admin", "liaison", "citizen"] as const;

/** What a role is called. */
export function RoleName({ role }: { role: string }) {
  const { t } = useWords();
  return <>{isOneOf(roles, role) ? t(`role.${role}`) : role}</>;
}
