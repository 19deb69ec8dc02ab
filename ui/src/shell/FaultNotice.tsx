import { Alert, Button } from "antd";
import { Fault } from "../api/fault";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const kinds = ["offline", "denied", "forbidden", "not_found", "conflict", "too_many", "invalid", "internal"] as const;

/** useFaultSentence gives the sentence to show: the server's own where it sent one. */
export function useFaultSentence(): (err: unknown) => string {
  const { t } = useWords();
  return (err) => {
    if (!(err instanceof Fault)) return t("fault.internal");
    if (err.title) return err.title;
    return isOneOf(kinds, err.kind) ? t(`fault.${err.kind}`) : t("fault.internal");
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
  // What somebody may not see is not found either: to try again does not help.
  const gone = error instanceof Fault && error.kind === "not_found";
  return (
    <Alert
      type="error"
      showIcon
      style={{ margin: 12 }}
      title={sentence(error)}
      description={<>{gone && <p>{t("fault.maybeNoRight")}</p>}{id && t("fault.request", { id })}</>}
      action={onRetry && !gone && <Button onClick={onRetry}>{t("fault.retry")}</Button>}
    />
  );
}
