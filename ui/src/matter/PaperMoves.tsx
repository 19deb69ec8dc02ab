import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Matter, Paper } from "../api/types";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { type PaperState, useAct } from "./queries";

/** Where whoever looks can take the paper now. */
export function PaperMoves({ paper, matter, dirty = false }: { paper: Paper; matter: Matter; dirty?: boolean }) {
  const { t } = useWords();
  const name = useCodes();
  const act = useAct(matter);
  const [note, setNote] = useState("");
  const [on, setOn] = useState("");
  const to = paper.moves;
  if (to.length === 0) return null;
  const asksNote = to.includes("withdrawn");
  const serves = to.includes("served");
  const lacks = (s: PaperState) => (s === "served" || s === "withdrawn" || (s === "draft" && paper.state === "review")) && note.trim() === "";
  return (
    <div className="inline-form">
      {to.map((s) => (
        <Button
          key={s} size="small" disabled={dirty || lacks(s)} loading={act.isPending} data-testid={`paper-${s}`}
          onClick={() => act.mutate({ what: "papermoves", body: { paper: paper.id, to: s, ...(s === "served" ? { receiver: note.trim(), on: on || undefined } : { note: note.trim() || undefined }) } }, { onSuccess: () => setNote("") })}
        >
          {name("paperMove", s === "draft" ? "back" : s)}
        </Button>
      ))}
      {(asksNote || serves) && <Input size="small" aria-label={serves ? t("matter.receiver") : t("matter.paperWhy")} placeholder={serves ? t("matter.receiver") : t("matter.paperWhy")} value={note} maxLength={serves ? 200 : 2000} onChange={(e) => setNote(e.target.value)} />}
      {serves && <DatePicker size="small" aria-label={t("matter.servedDay")} placeholder={t("matter.servedDay")} value={on ? dayjs(on) : null} onChange={(d) => setOn(d?.format("YYYY-MM-DD") ?? "")} />}
      {dirty && <span className="quiet">{t("matter.saveFirst")}</span>}
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
