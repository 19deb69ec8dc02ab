import { useWords } from "../words/i18n";

/** How a claim ended, in words. An outcome that this version does not know is shown as it came. */
export function OutcomeName({ outcome }: { outcome: string }) {
  const { t } = useWords();
  switch (outcome) {
    case "supported":
    case "partly":
    case "rejected":
    case "withdrawn":
    case "mediated":
    case "remanded":
    case "enforced":
    case "stopped":
    case "other":
      return t(`outcome.${outcome}`);
    default:
      return outcome || "—";
  }
}
