import type { Account } from "../api/types";
import { useWords } from "../words/i18n";

/** What a role is called. A role that this version does not know is shown as it came. */
export function RoleName({ role }: { role: Account["role"] }) {
  const { t } = useWords();
  switch (role) {
    case "handler":
    case "analyst":
    case "leader":
    case "admin":
      return t(`role.${role}`);
    default:
      return role;
  }
}
