import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const procedures = ["first", "second", "retrial", "retrial_review", "enforcement", "special", "payment", "bankruptcy"] as const;
const papers = ["judgment", "ruling", "mediation", "decision", "payment_order", "notice"] as const;

interface Props {
  procedure: string;
  docType: string;
}

/** What kind of paper it is and of which proceeding. */
export function PaperName({ procedure, docType }: Props) {
  const { t } = useWords();
  const of = isOneOf(procedures, procedure) ? t(`procedure.${procedure}`) : procedure;
  const paper = isOneOf(papers, docType) ? t(`paper.${docType}`) : docType;
  return <>{[of, paper].filter(Boolean).join(" · ")}</>;
}
