import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const outcomes = ["supported", "partly", "rejected", "withdrawn", "mediated", "remanded", "enforced", "stopped", "other"] as const;

/** How a claim ended, in words. */
export function OutcomeName({ outcome }: { outcome: string }) {
  const { t } = useWords();
  return <>{isOneOf(outcomes, outcome) ? t(`outcome.${outcome}`) : outcome || "—"}</>;
}
