import { Alert, Button } from "antd";
import { Fault } from "../api/fault";
import { useWords } from "../words/i18n";

/** faultSentence gives the sentence to show: the server's own where it sent one. */
export function useFaultSentence(): (err: unknown) => string {
  const { t } = useWords();
  return (err) => {
    if (!(err instanceof Fault)) return t("fault.internal");
    if (err.title) return err.title;
    switch (err.kind) {
      case "offline":
      case "denied":
      case "forbidden":
      case "not_found":
      case "conflict":
      case "too_many":
      case "invalid":
        return t(`fault.${err.kind}`);
      default:
        return t("fault.internal");
    }
  };
}

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** Says what failed, under which number it was logged, and offers to try again. */
export function FaultNotice({ error, onRetry }: Props) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const id = error instanceof Fault ? error.requestId : "";
  return (
    <Alert
      type="error"
      showIcon
      style={{ margin: 12 }}
      title={sentence(error)}
      description={id ? t("fault.request", { id }) : undefined}
      action={onRetry && <Button onClick={onRetry}>{t("fault.retry")}</Button>}
    />
  );
}
