import { Button, Input, Select, Tag } from "antd";
import { useState } from "react";
import type { Joint, JointChange, JointPiece } from "../api/types";
import { useCodes } from "../words/codes";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { JointFault } from "./JointPanel";
import { For } from "./JointPlan";
import { useJointAct } from "./jointQueries";
import { Seen } from "./Seen";
import { whoText } from "./who";

type Kind = NonNullable<JointChange["evidence"]>["kind"];
const kinds: Kind[] = ["document", "object", "witness", "party-statement", "audio-video", "electronic", "expert-opinion", "inspection"];

/** The evidence that the agencies share: its hash, who brought it, who has it, and every handing on with its receipt. */
export function JointEvidence({ joint: j }: { joint: Joint }) {
  const { t } = useWords();
  return (
    <section className="joint-part">
      <h3>{t("matter.tab.evidence")}</h3>
      {j.evidence.length === 0 && <p className="quiet">{t("joint.noEvidence")}</p>}
      <ul>{j.evidence.map((p) => <One key={p.id} piece={p} joint={j} />)}</ul>
      {j.takes_part && <Share joint={j} />}
    </section>
  );
}

function One({ piece: p, joint: j }: { piece: JointPiece; joint: Joint }) {
  const { t, text } = useWords();
  const name = useCodes();
  const of = (code: string) => text(j.members.find((m) => m.code === code)?.name) || code;
  return (
    <li className="piece" data-testid="joint-piece" data-holder={p.holder}>
      <p><strong>{p.title}</strong> <span className="quiet">{name("evidenceKind", p.kind)} · {p.source}{p.obtained && ` · ${dateText(p.obtained)}`}</span> <Tag>{t("joint.heldBy", { name: text(p.holder_name) || p.holder })}</Tag></p>
      {p.proves && <p>{t("matter.proves")}{p.proves}</p>}
      {p.file && <PieceFile piece={p} joint={j} />}
      {p.sha256 && <p className="quiet">SHA-256 <code>{p.sha256}</code></p>}
      <p className="quiet">{t("joint.broughtBy", { name: text(p.owner_name) || p.owner })} <Seen all={p.for} joint={j} /></p>
      {p.hands.length > 0 && (
        <ol className="custody">
          {p.hands.map((h) => (
            <li key={h.id}>
              <span className="figure quiet">{timeText(h.at)}</span> {of(h.from)} → {of(h.to)} <span className="quiet">{whoText(h.by, t)}{h.note && ` · ${h.note}`}</span>{" "}
              {h.got.startsWith("0001") ? <Tag color="orange">{t("joint.notReceived")}</Tag> : <><Tag color="green">{t("joint.receivedAt", { at: timeText(h.got) })}</Tag>{p.sha256 && (h.same_hash ? <Tag color="green">{t("joint.sameHash")}</Tag> : <Tag color="red">{t("joint.otherHash")}</Tag>)}<span className="quiet">{h.got_by}{h.got_note && ` · ${h.got_note}`}</span></>}
            </li>
          ))}
        </ol>
      )}
      {j.takes_part && p.hands_on && <HandOn piece={p} joint={j} />}
      {j.takes_part && p.receives && <Receive piece={p} joint={j} />}
    </li>
  );
}

/** The file of a piece, which opens once it has arrived. */
function PieceFile({ piece: p, joint: j }: { piece: JointPiece; joint: Joint }) {
  const { t } = useWords();
  if (!p.file) return null;
  const size = <span className="quiet figure">{t("transfer.bytes", { n: p.file.size.toLocaleString("en-US") })}</span>;
  if (!p.here) return <p data-testid="joint-file" data-here={false}>{p.file.name} {size} <Tag color="orange">{t("joint.fileUnderWay")}</Tag></p>;
  return <p data-testid="joint-file" data-here><a href={`/api/joints/${j.id}/evidence/${p.id}/file`} download={p.file.name}>{p.file.name}</a> {size}</p>;
}

function HandOn({ piece, joint: j }: { piece: JointPiece; joint: Joint }) {
  const { t, text } = useWords();
  const act = useJointAct(j);
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState("");
  return (
    <div className="inline-form">
      <Select size="small" aria-label={t("joint.handTo")} placeholder={t("joint.handTo")} value={to} onChange={setTo} options={j.members.filter((m) => m.code !== j.self && m.state === "joined").map((m) => ({ value: m.code, label: text(m.name) }))} style={{ minWidth: 170 }} />
      <Input size="small" aria-label={t("joint.how")} placeholder={t("joint.how")} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />
      <Button size="small" disabled={!to} loading={act.isPending} onClick={() => to && act.mutate({ what: "change", body: { handover: { evidence: piece.id, to, note: note.trim() || undefined } } }, { onSuccess: () => setTo(undefined) })}>{t("joint.handOn")}</Button>
      <JointFault act={act} id={j.id} />
    </div>
  );
}

/** What arrived is compared with what was shared by its hash: by the server where the file came along, else here. */
function Receive({ piece, joint: j }: { piece: JointPiece; joint: Joint }) {
  const { t } = useWords();
  const act = useJointAct(j);
  const [hash, setHash] = useState("");
  const [note, setNote] = useState("");
  const sum = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    setHash([...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join(""));
  };
  return (
    <div className="inline-form">
      {piece.sha256 && !piece.here && <label className="file-choice"><input className="visually-hidden" type="file" onChange={(e) => void sum(e.target.files)} />{hash ? hash.slice(0, 12) + "…" : t("joint.file")}</label>}
      <Input size="small" aria-label={t("joint.condition")} placeholder={t("joint.condition")} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />
      <Button size="small" type="primary" loading={act.isPending} onClick={() => act.mutate({ what: "change", body: { received: { evidence: piece.id, sha256: hash || undefined, note: note.trim() || undefined } } })} data-testid="joint-receive">{t("joint.receive")}</Button>
      <JointFault act={act} id={j.id} />
    </div>
  );
}

function Share({ joint: j }: { joint: Joint }) {
  const { t } = useWords();
  const name = useCodes();
  const act = useJointAct(j);
  const empty = { title: "", kind: "document" as Kind, source: "", sha256: "", file: undefined as File | undefined, for: [] as string[] };
  const [p, setP] = useState(empty);
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    act.mutate({ what: "share", piece: { title: p.title.trim(), kind: p.kind, source: p.source.trim(), sha256: p.file ? undefined : p.sha256.trim().toLowerCase() || undefined, for: p.for }, file: p.file }, { onSuccess: () => setP(empty) });
  };
  return (
    <form className="inline-form" onSubmit={add} aria-label={t("joint.share")}>
      <Input aria-label={t("matter.evidenceTitle")} placeholder={t("matter.evidenceTitle")} value={p.title} maxLength={200} onChange={(e) => setP({ ...p, title: e.target.value })} data-testid="joint-piece-title" />
      <Select aria-label={t("matter.evidenceKind")} value={p.kind} onChange={(kind) => setP({ ...p, kind })} options={kinds.map((k) => ({ value: k, label: name("evidenceKind", k) }))} style={{ minWidth: 120 }} />
      <Input aria-label={t("matter.source")} placeholder={t("matter.source")} value={p.source} maxLength={500} onChange={(e) => setP({ ...p, source: e.target.value })} data-testid="joint-piece-source" />
      <label className="file-choice"><input className="visually-hidden" type="file" onChange={(e) => { const file = e.target.files?.[0]; e.target.value = ""; setP({ ...p, file }); }} data-testid="joint-piece-file" />{p.file?.name ?? t("joint.shareFile")}</label>
      {!p.file && <Input aria-label={t("joint.hash")} placeholder={t("joint.hash")} value={p.sha256} maxLength={64} onChange={(e) => setP({ ...p, sha256: e.target.value })} />}
      <For joint={j} value={p.for} onChange={(f) => setP({ ...p, for: f })} />
      <Button htmlType="submit" disabled={p.title.trim() === "" || p.source.trim() === ""} loading={act.isPending} data-testid="joint-share">{t("joint.share")}</Button>
      <JointFault act={act} id={j.id} />
    </form>
  );
}
