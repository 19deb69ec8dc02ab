import { Alert, Button, Input, Popover, Table, Tag } from "antd";
import { useState } from "react";
import type { Decision } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { standing } from "./decisions";
import { useUndo } from "./queries";

const verdicts = ["same", "different", "unsure"] as const;

/** What was decided, the newest first; each decision can be taken back with a reason. */
export function DecisionList({ decisions }: { decisions: Decision[] }) {
  const { t } = useWords();
  if (decisions.length === 0) return null;
  const part = (m: Decision["left"]) => <code>{m.dataset}/{m.record}</code>;
  return (
    <section className="panel table-panel">
      <h2>{t("identity.history")}</h2>
      <Table
        size="small" rowKey="id" dataSource={decisions} onRow={() => ({ "data-testid": "decision-row" }) as React.HTMLAttributes<HTMLElement>} pagination={decisions.length > 10 ? { pageSize: 10, size: "small" } : false}
        columns={[
          { title: t("identity.at"), width: 130, render: (_, d) => <span className="figure">{timeText(d.at)}</span> },
          { title: t("identity.by"), width: 110, render: (_, d) => d.by },
          { title: t("identity.decision"), width: 110, render: (_, d) => <Tag color={standing(d) ? "blue" : undefined}>{isOneOf(verdicts, d.verdict) ? t(`identity.verdict.${d.verdict}`) : d.verdict}</Tag> },
          { title: t("identity.pair"), render: (_, d) => <>{part(d.left)} · {part(d.right)}</> },
          { title: t("identity.reason"), render: (_, d) => d.reason },
          { title: "", width: 150, render: (_, d) => (standing(d) ? <Undo id={d.id} /> : <span className="quiet">{t("identity.undone", { why: d.undone_why })}</span>) },
        ]}
      />
    </section>
  );
}

function Undo({ id }: { id: string }) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const undo = useUndo();
  const [reason, setReason] = useState("");
  return (
    <Popover
      trigger="click"
      content={
        <form className="drop-form" onSubmit={(e) => { e.preventDefault(); if (reason.trim()) undo.mutate({ id, reason: reason.trim() }); }}>
          <Input value={reason} onChange={(e) => setReason(e.target.value)} placeholder={t("identity.undoWhy")} aria-label={t("identity.undoWhy")} />
          {undo.isError && <Alert type="error" showIcon title={sentence(undo.error)} />}
          <Button size="small" htmlType="submit" disabled={!reason.trim()} loading={undo.isPending}>{t("identity.undo")}</Button>
        </form>
      }
    >
      <Button size="small" type="link">{t("identity.undo")}</Button>
    </Popover>
  );
}
