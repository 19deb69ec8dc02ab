import { Button } from "antd";
import { useWords } from "../words/i18n";

/** What is shown when a page itself fails: our fault, and a way out. */
export function Crash() {
  const { t } = useWords();
  return (
    <div className="notice" role="alert">
      <h2>{t("shell.crash")}</h2>
      <Button type="primary" onClick={() => location.reload()}>
        {t("shell.reload")}
      </Button>
    </div>
  );
}
