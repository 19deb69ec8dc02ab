import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { isFault } from "../api/fault";
import { queryKeys } from "../api/queries";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";

interface Act {
  error: unknown;
  reset: () => void;
}

/** Says why an act was refused. Where somebody else was faster it offers to look again. */
export function ActFault({ act, matter }: { act: Act; matter: string }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const sentence = useFaultSentence();
  if (!act.error) return null;
  const again = () => {
    act.reset();
    void cache.invalidateQueries({ queryKey: queryKeys.matter(matter) });
  };
  const late = isFault(act.error, 409) || isFault(act.error, 412);
  return (
    <Alert
      className="act-fault" type={late ? "warning" : "error"} showIcon title={sentence(act.error)} data-testid="act-fault"
      action={late && <Button size="small" onClick={again}>{t("decide.reload")}</Button>}
    />
  );
}
