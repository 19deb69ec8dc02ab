import { Button, Drawer, message, Skeleton } from "antd";
import { useEffect, useRef } from "react";
import type { ClueRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { shareText } from "../words/format";
import { useWords } from "../words/i18n";
import { AgainstList } from "./AgainstList";
import { Decide } from "./Decide";
import { useClue } from "./queries";
import { RiskFigure } from "./RiskFigure";

interface Props {
  row: ClueRow | undefined;
  /** Id of the clue that is about to be decided on: its form takes the keyboard. */
  deciding: string;
  onOpen: (row: ClueRow) => void;
  /** After a decision. */
  onDone: (row: ClueRow) => void;
  onClose: () => void;
  /** Once it has gone. */
  onClosed: () => void;
}

/** Beside the list: the three strongest reasons and what speaks against, without leaving it, and the decision. */
export function PeekPanel({ row, deciding, onOpen, onDone, onClose, onClosed }: Props) {
  const { t, text } = useWords();
  const [notes, shown] = message.useMessage();
  const clue = useClue(row?.id ?? "");
  const form = useRef<HTMLDivElement>(null);
  const wanted = row !== undefined && deciding === row.id;
  const focus = () => {
    // Opening, the panel takes the focus for itself; where the form has it already, it stays.
    if (wanted && !form.current?.contains(document.activeElement)) form.current?.querySelector<HTMLElement>("input[type=radio]")?.focus();
  };
  const ready = clue.data !== undefined;
  useEffect(focus, [wanted, ready]);
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      mask={false}
      afterOpenChange={(open) => (open ? focus() : onClosed())}
      focusable={{ focusTriggerAfterClose: false }}
      size={400}
      title={row?.subject.name}
      extra={row && <Button type="primary" onClick={() => onOpen(row)}>{t("list.open")}</Button>}
      rootClassName="peek"
    >
      {shown}
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
          <h3>{t("decide.title")}</h3>
          <div ref={form}>{clue.data && <Decide key={row.id} clue={clue.data} onDone={(says) => { void notes.success(says); onDone(row); }} />}</div>
        </div>
      )}
    </Drawer>
  );
}
