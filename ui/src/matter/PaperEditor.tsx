import { Button, Input, Skeleton } from "antd";
import { useId, useState } from "react";
import type { Matter, Paper, Template } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { changed, slotsOf } from "./paper";
import { useAct, useTemplates } from "./queries";

interface Props {
  paper: Paper;
  matter: Matter;
  /** Called with whether something was written that is not kept yet. */
  onDirty: (dirty: boolean) => void;
}

/** Where a draft is written: the fields of its template, or one text where it has none. */
export function PaperEditor(props: Props) {
  const templates = useTemplates();
  if (templates.isError) return <FaultNotice error={templates.error} onRetry={() => void templates.refetch()} />;
  if (!templates.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  return <Editor {...props} templates={templates.data} />;
}

function Editor({ paper, matter, onDirty, templates }: Props & { templates: Template[] }) {
  const { t, language } = useWords();
  const id = useId();
  const act = useAct(matter);
  const slots = slotsOf(paper, templates);
  const [to, setTo] = useState(paper.text.to);
  const [body, setBody] = useState(paper.text.body);
  const [values, setValues] = useState(paper.text.values);
  const dirtyWith = (now: { to?: string; body?: string; values?: Record<string, string> }) =>
    onDirty((now.to ?? to) !== paper.text.to || (slots ? Object.keys(changed(now.values ?? values, paper.text.values)).length > 0 : (now.body ?? body) !== paper.text.body));
  const save = () => {
    const said = slots ? { values: changed(values, paper.text.values) } : { body };
    act.mutate({ what: "texts", body: { paper: paper.id, version: paper.version, to: to.trim() || undefined, ...said } }, { onSuccess: () => onDirty(false) });
  };
  return (
    <div className="paper-editor">
      <label htmlFor={id + "to"}>{t("matter.paperTo")}{paper.text.directed && <span className="must" aria-hidden> *</span>}</label>
      <Input id={id + "to"} value={to} maxLength={200} status={paper.text.directed && !to.trim() ? "warning" : undefined} data-testid="paper-to" onChange={(e) => { setTo(e.target.value); dirtyWith({ to: e.target.value }); }} />
      {slots?.map((s) => (
        <div key={s.name} className="field" data-slot={s.name}>
          <label htmlFor={id + s.name}>{language === "en" ? s.en : s.name}{s.optional ? <span className="quiet"> {t("matter.optional")}</span> : <span className="must" aria-hidden> *</span>}</label>
          <Input.TextArea
            id={id + s.name} autoSize={{ minRows: 1, maxRows: 12 }} maxLength={100000} value={values[s.name] ?? ""} status={!s.optional && !values[s.name]?.trim() ? "warning" : undefined}
            onChange={(e) => { const now = { ...values, [s.name]: e.target.value }; setValues(now); dirtyWith({ values: now }); }}
          />
        </div>
      ))}
      {!slots && (
        <>
          <label htmlFor={id + "body"}>{t("matter.paperBody")}</label>
          <Input.TextArea id={id + "body"} autoSize={{ minRows: 8, maxRows: 24 }} value={body} maxLength={100000} onChange={(e) => { setBody(e.target.value); dirtyWith({ body: e.target.value }); }} data-testid="paper-body" />
        </>
      )}
      <Button type="primary" loading={act.isPending} disabled={!slots && body.trim() === ""} onClick={save} data-testid="paper-save">{t("matter.paperSave")}</Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
