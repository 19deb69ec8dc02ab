import { CopyOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useWords } from "../words/i18n";

interface Props {
  name: string;
  display: string;
  password: string;
  onRead: () => void;
}

/** A password for one sign-in, to be handed over: it is shown this once. */
export function PasswordSheet({ name, display, password, onRead }: Props) {
  const { t } = useWords();
  return (
    <section className="password-sheet" aria-label={t("admin.handOver")}>
      <h3>{t("admin.handOver")}</h3>
      <dl>
        <dt>{t("admin.display")}</dt><dd>{display}</dd>
        <dt>{t("admin.signInName")}</dt><dd><code>{name}</code></dd>
        <dt>{t("admin.firstPassword")}</dt><dd><code className="password" data-testid="first-password">{password}</code></dd>
      </dl>
      <p className="quiet">{t("admin.handOverSays")}</p>
      <div className="button-row">
        <Button type="primary" onClick={onRead} data-testid="password-read">{t("admin.done")}</Button>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void navigator.clipboard?.writeText(password)}>{t("admin.copy")}</Button>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t("admin.print")}</Button>
      </div>
    </section>
  );
}
