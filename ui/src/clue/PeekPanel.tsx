import { Button, Drawer, Skeleton } from "antd";
import type { ClueRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { shareText } from "../words/format";
import { useWords } from "../words/i18n";
import { AgainstList } from "./AgainstList";
import { useClue } from "./queries";
import { RiskFigure } from "./RiskFigure";

interface Props {
  row: ClueRow | undefined;
  onOpen: (row: ClueRow) => void;
  onClose: () => void;
}

/** Beside the list: the three strongest reasons and what speaks against, without leaving it. */
export function PeekPanel({ row, onOpen, onClose }: Props) {
  const { t, text } = useWords();
  const clue = useClue(row?.id ?? "");
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      mask={false}
      size={400}
      title={row?.subject.name}
      extra={row && <Button type="primary" onClick={() => onOpen(row)}>{t("list.open")}</Button>}
      rootClassName="peek"
    >
      {row && (
        <div data-testid="peek">
          <p><RiskFigure risk={row.risk} /> {text(row.model_title)}</p>
          <h3>{t("list.strongest")}</h3>
          <ol className="peek-reasons">
            {(row.top ?? []).map((r) => (
              <li key={r.id}>
                <strong>{text(r.title)}</strong> <span className="figure up">{shareText(r.share)}</span>
                <p>{text(r.says)}</p>
              </li>
            ))}
          </ol>
          <h3>{t("clue.against")}</h3>
          {clue.isError && <FaultNotice error={clue.error} onRetry={() => void clue.refetch()} />}
          {clue.data ? <AgainstList items={clue.data.against ?? []} /> : <Skeleton active={clue.isFetching} title={false} />}
        </div>
      )}
    </Drawer>
  );
}
