import { Button } from "antd";
import { useWords } from "../words/i18n";

/** The recovery codes, shown once. */
export function CodeSheet({ codes, onRead }: { codes: string[]; onRead: () => void }) {
  const { t } = useWords();
  return (
    <section className="codes" aria-label={t("account.codesTitle")}>
      <h3>{t("account.codesTitle")}</h3>
      <p>{t("account.codesSays")}</p>
      <ul data-testid="recovery-codes">
        {codes.map((c) => <li key={c}><code>{c}</code></li>)}
      </ul>
      <Button type="primary" onClick={onRead} data-testid="codes-read">{t("account.codesDone")}</Button>
    </section>
  );
}
