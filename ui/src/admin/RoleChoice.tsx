import { roles, RoleName } from "../session/RoleName";
import { useWords } from "../words/i18n";

interface Props {
  value?: string;
  onChange?: (role: string) => void;
  id?: string;
}

/** The roles as cards, each with what it is there for. */
export function RoleChoice({ value, onChange, id }: Props) {
  const { t } = useWords();
  return (
    <div className="role-choice" role="radiogroup" id={id} aria-label={t("admin.role")}>
      {roles.map((r) => (
        <label key={r} data-role={r} data-chosen={value === r} data-testid={`role-${r}`}>
          <input type="radio" className="visually-hidden" name="role" value={r} checked={value === r} onChange={() => onChange?.(r)} />
          <strong><RoleName role={r} /></strong>
          <span>{t(`admin.roleSays.${r}`)}</span>
        </label>
      ))}
    </div>
  );
}
