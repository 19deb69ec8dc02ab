import { Button, Table, Tag } from "antd";
import { useState } from "react";
import type { ModelCheck, ModelText } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { Source } from "./DraftPage";
import { FaultList } from "./FaultList";
import { useTrials } from "./queries";

interface Props {
  cases: string;
  text: ModelText;
  onCases: (cases: string) => void;
  check: ModelCheck | undefined;
  writable: boolean;
  sound: boolean;
}

/** The cases that prove a model, and what comes of them. */
export function CasesTab({ cases, text, onCases, check, writable, sound }: Props) {
  const { t, text: say } = useWords();
  const trials = useTrials();
  const [line, setLine] = useState<number>();
  const of = (name: string) => trials.data?.find((x) => x.name === name);
  return (
    <div className="cases-tab">
      <section>
        <p className="quiet">{t("draft.casesLead")}</p>
        <Button type="primary" disabled={!sound} loading={trials.isPending} onClick={() => trials.mutate(text)} data-testid="cases-run">{t("draft.runCases")}</Button>
        {trials.isError && <FaultNotice error={trials.error} />}
        {trials.data && <span className="quiet" data-testid="cases-result"> {t("draft.passed", { n: trials.data.filter((x) => x.passed).length, of: trials.data.length })}</span>}
        <Table
          size="small" rowKey="name" pagination={false} dataSource={check?.cases ?? []}
          columns={[
            { title: t("draft.kind"), width: 110, render: (_, c) => <Tag>{t(`draft.kinds.${c.kind}` as "draft.kinds.hit")}</Tag> },
            { title: t("draft.case"), render: (_, c) => c.name },
            { title: t("draft.result"), width: 320, render: (_, c) => { const r = of(c.name); return r ? (r.passed ? <Tag color="green">{t("draft.passes")}</Tag> : <ul className="must">{r.wrong.map((w) => <li key={w.zh}>{say(w)}</li>)}</ul>) : "—"; } },
          ]}
        />
      </section>
      <section className="source-panel">
        <Source value={cases} onChange={onCases} disabled={!writable} label="cases.yaml" line={line} />
        <FaultList faults={check?.faults ?? []} file="cases.yaml" onLine={setLine} />
      </section>
    </div>
  );
}
