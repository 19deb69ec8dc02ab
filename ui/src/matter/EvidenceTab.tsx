import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Evidence, Matter } from "../api/types";
import { useCodes } from "../words/codes";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { type EvidenceKind, useAct } from "./queries";

const kinds: EvidenceKind[] = ["document", "object", "witness", "party-statement", "audio-video", "electronic", "expert-opinion", "inspection"];

/** The evidence of a matter: where it came from, what it proves, and in whose hands it has been. */
export function EvidenceTab({ matter }: { matter: Matter }) {
  const { t } = useWords();
  return (
    <div className="evidence-tab">
      {matter.evidence.length === 0 && <p className="quiet">{t("matter.noEvidence")}</p>}
      <ul className="evidences">{matter.evidence.map((e) => <Item key={e.id} evidence={e} matter={matter} />)}</ul>
      {!matter.closed && <Add matter={matter} />}
    </div>
  );
}

function Item({ evidence: e, matter }: { evidence: Evidence; matter: Matter }) {
  const { t } = useWords();
  const name = useCodes();
  return (
    <li className="piece" data-testid="piece">
      <p><strong>{e.title}</strong> <span className="quiet">{name("evidenceKind", e.kind)} · {e.source}{e.obtained && ` · ${dateText(e.obtained)}`}</span></p>
      {e.proves && <p>{t("matter.proves")}{e.proves}</p>}
      {e.sha256 && <p className="quiet"><code>{e.sha256}</code></p>}
      <ol className="custody">{e.custody.map((c) => <li key={c.at}><span className="figure quiet">{timeText(c.at)}</span> {c.holder} <span className="quiet">{c.note} ({c.by})</span></li>)}</ol>
      {!matter.closed && <PassOn evidence={e} matter={matter} />}
    </li>
  );
}

function PassOn({ evidence, matter }: { evidence: Evidence; matter: Matter }) {
  const { t } = useWords();
  const act = useAct(matter);
  const [holder, setHolder] = useState("");
  const [note, setNote] = useState("");
  return (
    <div className="inline-form">
      <Input size="small" aria-label={t("matter.holder")} placeholder={t("matter.holder")} value={holder} maxLength={100} onChange={(e) => setHolder(e.target.value)} />
      <Input size="small" aria-label={t("matter.custodyWhy")} placeholder={t("matter.custodyWhy")} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />
      <Button size="small" disabled={holder.trim() === ""} loading={act.isPending} onClick={() => act.mutate({ what: "custody", body: { evidence: evidence.id, holder: holder.trim(), note: note.trim() || undefined } }, { onSuccess: () => setHolder("") })}>{t("matter.passOn")}</Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}

function Add({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const name = useCodes();
  const act = useAct(matter);
  const [e, setE] = useState({ title: "", kind: "document" as EvidenceKind, source: "", obtained: "", proves: "" });
  const full = e.title.trim() !== "" && e.source.trim() !== "";
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    act.mutate({ what: "evidence", body: { title: e.title.trim(), kind: e.kind, source: e.source.trim(), obtained: e.obtained || undefined, proves: e.proves.trim() || undefined } }, { onSuccess: () => setE({ ...e, title: "", proves: "" }) });
  };
  return (
    <form className="inline-form" onSubmit={add} aria-label={t("matter.addEvidence")}>
      <Input aria-label={t("matter.evidenceTitle")} placeholder={t("matter.evidenceTitle")} value={e.title} maxLength={200} onChange={(x) => setE({ ...e, title: x.target.value })} />
      <Select aria-label={t("matter.evidenceKind")} value={e.kind} onChange={(kind) => setE({ ...e, kind })} options={kinds.map((k) => ({ value: k, label: name("evidenceKind", k) }))} style={{ minWidth: 120 }} />
      <Input aria-label={t("matter.source")} placeholder={t("matter.source")} value={e.source} maxLength={500} onChange={(x) => setE({ ...e, source: x.target.value })} />
      <DatePicker aria-label={t("matter.obtained")} placeholder={t("matter.obtained")} value={e.obtained ? dayjs(e.obtained) : null} onChange={(d) => setE({ ...e, obtained: d?.format("YYYY-MM-DD") ?? "" })} />
      <Input aria-label={t("matter.proves")} placeholder={t("matter.proves")} value={e.proves} maxLength={2000} onChange={(x) => setE({ ...e, proves: x.target.value })} />
      <Button htmlType="submit" disabled={!full} loading={act.isPending}>{t("matter.addEvidence")}</Button>
      <ActFault act={act} matter={matter.id} />
    </form>
  );
}
