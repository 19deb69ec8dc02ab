import { Skeleton } from "antd";
import { useMemo } from "react";
import { useJudgment } from "../document/queries";
import type { Span } from "../document/span";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { GroupSection } from "./GroupSection";
import { groups } from "./groups";
import { useTeller } from "./useTeller";
import "./taken.css";

interface Props {
  /** Id of the document in sight; empty if there is none. */
  document: string;
  /** Id of the clue that it is looked at for. */
  clue: string;
  spot: Span | null;
  onPoint: (span: Span) => void;
}

/** What the reader took from the document in sight, group by group; each entry leads to its characters. */
export function TakenPanel({ document, clue, spot, onPoint }: Props) {
  const { t } = useWords();
  const judgment = useJudgment(document, clue);
  const teller = useTeller();
  const all = useMemo(() => (judgment.data ? groups(judgment.data.judgment, teller) : []), [judgment.data, teller]);
  if (document === "") return <p className="notice quiet">{t("document.none")}</p>;
  if (judgment.isError) return <FaultNotice error={judgment.error} onRetry={() => void judgment.refetch()} />;
  if (!judgment.data) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 18 }} />;
  return (
    <div className="taken" data-testid="taken">
      <p className="taken-case">{judgment.data.judgment.case_no || document}</p>
      <p className="quiet">{t("taken.lead")}</p>
      {all.map((g) => <GroupSection key={document + g.key} group={g} spot={spot} onPoint={onPoint} />)}
    </div>
  );
}
