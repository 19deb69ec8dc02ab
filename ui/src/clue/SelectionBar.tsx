import { Button, message } from "antd";
import { useState } from "react";
import type { ClueRow } from "../api/types";
import { useWords } from "../words/i18n";
import { useMove } from "./queries";

interface Props {
  rows: ClueRow[];
  onDone: () => void;
}

/** What can be done with the selected clues at once: take those that wait into screening. */
export function SelectionBar({ rows, onDone }: Props) {
  const { t } = useWords();
  const [notes, shown] = message.useMessage();
  const move = useMove();
  const [busy, setBusy] = useState(false);
  const waiting = rows.filter((r) => r.state === "found");
  const screen = async () => {
    setBusy(true);
    const asked = waiting.map((r) =>
      move.mutateAsync({ id: r.id, move: { to: "screening", reason: "", note: "", version: r.state_version } }),
    );
    const failed = (await Promise.allSettled(asked)).filter((x) => x.status === "rejected").length;
    setBusy(false);
    if (failed) void notes.warning(t("list.screenedSome", { done: waiting.length - failed, failed }));
    else void notes.success(t("list.screened", { done: waiting.length }));
    onDone();
  };
  return (
    <span className="selection" role="status">
      {shown}
      {t("list.selected", { n: rows.length })}
      <Button size="small" type="primary" disabled={waiting.length === 0} loading={busy} onClick={() => void screen()}>
        {t("list.screen", { n: waiting.length })}
      </Button>
      <Button size="small" onClick={onDone}>{t("list.unselect")}</Button>
    </span>
  );
}
