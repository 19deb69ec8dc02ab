import { Button, Input, Select, Tag } from "antd";
import { useState } from "react";
import type { Matter, Paper, Procedure } from "../api/types";
import { useCodes } from "../words/codes";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { LawNames } from "./LawNames";
import { PaperCompare } from "./PaperCompare";
import { PaperEditor } from "./PaperEditor";
import { PaperMoves } from "./PaperMoves";
import { PaperText } from "./PaperText";
import { useAct } from "./queries";
import { Receipts } from "./Receipts";

/** The papers of a matter: draft, review, approval, seal and service, each as a file to keep. */
export function PaperTab({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t } = useWords();
  const [open, setOpen] = useState("");
  return (
    <div className="paper-tab">
      <p className="quiet">{t("matter.paperNotice")}</p>
      {matter.papers.length === 0 && <p className="quiet">{t("matter.noPaper")}</p>}
      <ul className="papers">
        {matter.papers.map((p) => <Item key={p.id} paper={p} matter={matter} open={open === p.id} onOpen={() => setOpen(open === p.id ? "" : p.id)} />)}
      </ul>
      {!matter.closed && procedure.papers.length > 0 && <Draft matter={matter} procedure={procedure} />}
    </div>
  );
}

function Item({ paper, matter, open, onOpen }: { paper: Paper; matter: Matter; open: boolean; onOpen: () => void }) {
  const { t, text } = useWords();
  const name = useCodes();
  const [dirty, setDirty] = useState(false);
  const [comparing, setComparing] = useState(false);
  const file = `/api/matters/${matter.id}/papers/${paper.id}/file`;
  return (
    <li className="paper" data-testid="paper" data-state={paper.state}>
      <p>
        <button type="button" className="plain-button subject" aria-expanded={open} onClick={onOpen}>{text(paper.title)}</button> <Tag>{name("paperState", paper.state)}</Tag>
        {paper.number && <span className="figure">{paper.number}</span>}
        <span className="quiet"> {t("matter.paperBy", { by: paper.text.by, at: timeText(paper.text.at), n: paper.version })}</span>
        <a href={file} download>{t("matter.download")}</a> <a href={file + "?masked=true"} download>{t("matter.downloadMasked")}</a>
        {paper.version > 1 && <> <button type="button" className="plain-button paper-link" aria-expanded={comparing} onClick={() => setComparing(!comparing)} data-testid="compare">{t("matter.compare")}</button></>}
      </p>
      {comparing && <PaperCompare key={paper.version} matter={matter.id} paper={paper} />}
      {open && (paper.state === "draft" ? <PaperEditor key={paper.version} paper={paper} matter={matter} onDirty={setDirty} /> : <PaperText paper={paper} />)}
      <Receipts paper={paper} matter={matter} />
      <PaperMoves paper={paper} matter={matter} dirty={open && dirty} />
    </li>
  );
}

function Draft({ matter, procedure }: { matter: Matter; procedure: Procedure }) {
  const { t, text } = useWords();
  const act = useAct(matter);
  const [kind, setKind] = useState<string>();
  const [prefix, setPrefix] = useState("");
  const chosen = procedure.papers.find((p) => p.id === kind);
  return (
    <div className="inline-form">
      <Select aria-label={t("matter.paperKind")} placeholder={t("matter.paperKind")} value={kind} onChange={setKind} style={{ minWidth: 220 }} data-testid="paper-kind" options={procedure.papers.map((p) => ({ value: p.id, label: text(p.title) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} />
      <Input aria-label={t("matter.paperPrefix")} placeholder={t("matter.paperPrefix")} value={prefix} maxLength={20} onChange={(e) => setPrefix(e.target.value)} data-testid="paper-prefix" />
      <Button disabled={!kind || prefix.trim() === ""} loading={act.isPending} onClick={() => kind && act.mutate({ what: "papers", body: { kind, prefix: prefix.trim() } })} data-testid="paper-draft">{t("matter.paperDraft")}</Button>
      {chosen && <LawNames law={chosen.law ?? []} />}
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
