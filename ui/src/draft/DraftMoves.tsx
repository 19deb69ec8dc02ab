import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Draft } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { useDraftActs } from "./queries";

/** Where the person can take a draft now. */
export function DraftMoves({ draft, dirty, sound }: { draft: Draft; dirty: boolean; sound: boolean }) {
  const { t } = useWords();
  const { move } = useDraftActs(draft.id);
  const [note, setNote] = useState("");
  const [starts, setStarts] = useState("");
  if (draft.state === "approved" || draft.state === "active") {
    const when = { day: dateText(draft.starts), who: draft.judge };
    return <p data-testid="draft-starts">{draft.state === "active" ? t("draft.inForce", when) : t("draft.willStart", when)}</p>;
  }
  if (draft.moves.length === 0) return null;
  const go = (to: Draft["moves"][number]) => move.mutate({ to: to as "review", note: note.trim() || undefined, starts: to === "approved" && starts ? starts : undefined, seen: draft.version }, { onSuccess: () => setNote("") });
  const judges = draft.moves.includes("approved");
  return (
    <div className="inline-form draft-moves">
      {draft.moves.includes("review") && <Button disabled={dirty || !sound} loading={move.isPending} onClick={() => go("review")} data-testid="draft-submit">{t("draft.submit")}</Button>}
      {judges && <DatePicker value={starts ? dayjs(starts) : null} onChange={(d) => setStarts(d?.format("YYYY-MM-DD") ?? "")} aria-label={t("draft.starts")} placeholder={t("draft.starts")} />}
      {judges && <Button type="primary" loading={move.isPending} onClick={() => go("approved")} data-testid="draft-approve">{t("draft.approve")}</Button>}
      {draft.state === "review" && <Input value={note} onChange={(e) => setNote(e.target.value)} maxLength={600} placeholder={t("draft.note")} aria-label={t("draft.note")} style={{ width: 320 }} />}
      {draft.moves.includes("draft") && <Button disabled={note.trim() === ""} loading={move.isPending} onClick={() => go("draft")}>{t("draft.giveBack")}</Button>}
      {draft.moves.includes("dropped") && <Button danger type="text" disabled={draft.state !== "draft" && note.trim() === ""} onClick={() => { if (window.confirm(t("draft.dropSure"))) go("dropped"); }}>{t("draft.drop")}</Button>}
      {dirty && draft.moves.includes("review") && <span className="quiet">{t("draft.saveFirst")}</span>}
      {move.isError && <FaultNotice error={move.error} />}
    </div>
  );
}
