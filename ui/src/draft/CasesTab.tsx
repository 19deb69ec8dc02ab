import { Button, Tag } from "antd";
import { useMemo, useState } from "react";
import type { ModelCheck, ModelText } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { Source } from "./DraftPage";
import { FaultList } from "./FaultList";
import { FieldEditor, type Scope } from "./FieldEditor";
import { ItemList } from "./ItemList";
import { useTrials } from "./queries";
import { setAt, whole } from "./rule";
import { caseSpec } from "./spec";

interface Props {
  cases: string;
  text: ModelText;
  onCases: (cases: string) => void;
  check: ModelCheck | undefined;
  writable: boolean;
  sound: boolean;
}

/** The cases that prove a model, as forms and as YAML, and what comes of them. */
export function CasesTab({ cases, text, onCases, check, writable, sound }: Props) {
  const { t, text: say } = useWords();
  const trials = useTrials();
  const [line, setLine] = useState<number>();
  const [sane, setSane] = useState<ModelCheck["tables"]>([]);
  if (check?.tables.length && check.tables !== sane) setSane(check.tables);
  const file = useMemo(() => whole(cases), [cases]);
  const scope: Scope = { tables: sane, measures: [], parameters: [], laws: [], disabled: !writable };
  const defaults = Object.entries((file.defaults ?? {}) as Record<string, Record<string, unknown>>);
  const result = (item: Record<string, unknown>) => {
    const r = trials.data?.find((x) => x.name === item.name);
    return (
      <span className="push case-result">
        <Tag>{t(`draft.kinds.${String(item.kind)}` as "draft.kinds.hit", { defaultValue: String(item.kind) })}</Tag>
        {r && (r.passed ? <Tag color="green">{t("draft.passes")}</Tag> : <Tag color="red">{t("draft.fails")}</Tag>)}
      </span>
    );
  };
  const failed = trials.data?.filter((x) => !x.passed) ?? [];
  return (
    <div className="cases-tab">
      <section>
        <p className="quiet">{t("draft.casesLead")}</p>
        <Button type="primary" disabled={!sound} loading={trials.isPending} onClick={() => trials.mutate(text)} data-testid="cases-run">{t("draft.runCases")}</Button>
        {trials.isError && <FaultNotice error={trials.error} />}
        {trials.data && <span className="quiet" data-testid="cases-result"> {t("draft.passed", { n: trials.data.filter((x) => x.passed).length, of: trials.data.length })}</span>}
        {failed.length > 0 && <ul className="must">{failed.map((x) => <li key={x.name}>{x.name}: {x.wrong.map((w) => say(w)).join(" ")}</li>)}</ul>}
        <ItemList source={cases} path={["cases"]} items={(file.cases ?? []) as Record<string, unknown>[]} spec={caseSpec} scope={scope} table="" label={t("draft.case")} aside={result} onSource={onCases} />
        {defaults.length > 0 && (
          <details className="defaults">
            <summary>{t("draft.defaults")}</summary>
            {defaults.map(([name, row]) => (
              <div key={name} className="field">
                <span className="field-label">{t("draft.rowsOf")} <code>{name}</code></span>
                <FieldEditor as="scalars" value={row} label={name} columns={sane.find((x) => x.name === name)?.columns ?? []} scope={scope} onChange={(v) => onCases(setAt(cases, ["defaults", name], v))} />
              </div>
            ))}
          </details>
        )}
      </section>
      <section className="source-panel">
        <Source value={cases} onChange={onCases} disabled={!writable} label="cases.yaml" line={line} />
        <FaultList faults={check?.faults ?? []} file="cases.yaml" onLine={setLine} />
      </section>
    </div>
  );
}
