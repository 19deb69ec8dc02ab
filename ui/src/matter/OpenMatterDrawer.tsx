import { Button, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { OpenMatter, Procedure } from "../api/types";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { FieldForm } from "./FieldForm";
import { given, lacking } from "./field";
import { useOpen, useProcedure, useProcedures } from "./queries";
import "./matter.css";

/** A clue as a matter begins with it. */
export interface OnClue {
  id: string;
  title: string;
  /** What its documents say, by the names that procedures have for it. */
  facts: Record<string, unknown>;
}

interface Props {
  /** Clue on which it is opened, with a name for the matter; without one, any origin can be chosen. */
  clue?: OnClue;
  onClose: () => void;
}

/** Opens a matter: by which procedure, how it begins, what its first step asks. */
export function OpenMatterDrawer({ clue, onClose }: Props) {
  const { t, text } = useWords();
  const procedures = useProcedures();
  const [id, setID] = useState("");
  const procedure = useProcedure(id);
  const fitting = (procedures.data ?? []).filter((p) => !clue || p.origins.includes("clue"));
  return (
    <SideDrawer size={520} title={clue ? t("matter.openOnClue") : t("matter.new")} onClose={onClose}>
      <div className="step-form" data-testid="open-matter-form">
        {procedures.isError && <FaultNotice error={procedures.error} onRetry={() => void procedures.refetch()} />}
        <div className="field">
          <label htmlFor="open-procedure">{t("matter.procedure")}</label>
          <Select
            id="open-procedure" showSearch={{ optionFilterProp: "label" }} style={{ width: "100%" }} placeholder={t("matter.choose")} data-testid="open-procedure"
            value={id || undefined} onChange={setID} options={fitting.map((p) => ({ value: p.id, label: text(p.title) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
          />
        </div>
        {id !== "" && (procedure.data ? <Opening key={id} procedure={procedure.data} clue={clue} onClose={onClose} /> : <Skeleton active />)}
      </div>
    </SideDrawer>
  );
}

function Opening({ procedure, clue, onClose }: { procedure: Procedure } & Props) {
  const { t, text } = useWords();
  const name = useCodes();
  const navigate = useNavigate();
  const open = useOpen();
  const sentence = useFaultSentence();
  const step = procedure.steps.find((s) => s.opens);
  const asks = step?.asks ?? [];
  const [title, setTitle] = useState(clue?.title ?? "");
  const [origin, setOrigin] = useState(clue ? "clue" : (procedure.origins[0] ?? ""));
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries(Object.entries(clue?.facts ?? {}).filter(([k]) => asks.includes(k))));
  const [tried, setTried] = useState(false);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim().length < 2 || lacking(asks, values).length > 0) return;
    const body: OpenMatter = { procedure: procedure.id, origin: origin as OpenMatter["origin"], title: title.trim(), fields: given(values), clues: clue ? [clue.id] : undefined };
    open.mutate(body, { onSuccess: (m) => { onClose(); void navigate(`/matters/${m.id}`); } });
  };
  return (
    <form onSubmit={submit} noValidate className="step-form">
      <p className="quiet">{text(procedure.summary)}</p>
      <div className="field">
        <label htmlFor="open-title">{t("matter.name")}<span className="must" aria-hidden> *</span></label>
        <Input id="open-title" value={title} maxLength={200} status={tried && title.trim().length < 2 ? "error" : undefined} onChange={(e) => setTitle(e.target.value)} data-testid="open-title" />
        {tried && title.trim().length < 2 && <p className="decision-lack" role="alert">{t("matter.fieldNeeded")}</p>}
      </div>
      <div className="field">
        <label htmlFor="open-origin">{t("matter.origin")}</label>
        <Select id="open-origin" disabled={!!clue} value={origin} onChange={setOrigin} style={{ width: "100%" }} options={procedure.origins.map((o) => ({ value: o, label: name("origin", o) }))} />
      </div>
      <FieldForm procedure={procedure} asks={asks} may={step?.may ?? []} values={values} lacks={tried ? lacking(asks, values) : []} onChange={setValues} />
      {open.error && <p className="decision-lack" role="alert">{sentence(open.error)}</p>}
      <Button type="primary" htmlType="submit" loading={open.isPending} data-testid="open-submit">{t("matter.open")}</Button>
    </form>
  );
}
