import { useWords } from "../words/i18n";
import { RoleName } from "./RoleName";
import { useDemoAccounts } from "./queries";

interface Props {
  onPick: (entry: { name: string; password: string }) => void;
}

/** The invented people of a demonstration home. Shows nothing anywhere else. */
export function DemoAccounts({ onPick }: Props) {
  const { t } = useWords();
  const demo = useDemoAccounts();
  if (!demo.data?.length) return null;
  return (
    <section className="signin-demo" aria-label={t("session.demo")}>
      <h2>{t("session.demo")}</h2>
      <p className="quiet">{t("session.demoSays")}</p>
      <ul>
        {demo.data.map((a) => (
          <li key={a.name}>
            <button
              type="button"
              className="plain-button"
              data-testid="demo-account"
              onClick={() => onPick({ name: a.name, password: a.password })}
            >
              <strong>{a.display}</strong>
              <span className="quiet"><RoleName role={a.role} /></span>
              <code>{a.name}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
