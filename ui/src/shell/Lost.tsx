import { Link } from "react-router";
import { useWords } from "../words/i18n";

/** The page for an address that does not exist. */
export function Lost() {
  const { t } = useWords();
  return (
    <div className="notice">
      <h2>{t("shell.lost")}</h2>
      <Link to="/">{t("shell.home")}</Link>
    </div>
  );
}
