import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { NetworkEdge, NetworkQuestion, RelationRecord } from "../api/types";
import { DocumentText } from "../document/DocumentText";
import { LookNote } from "../document/LookNote";
import { useJudgment } from "../document/queries";
import { spanOf, spotKey, withSpot } from "../document/span";
import { FaultNotice } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { useWidth } from "../shell/useWidth";
import { groupOf } from "../words/coded";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { useRelation } from "./queries";

interface Props {
  question: NetworkQuestion;
  purpose: string;
  edge: NetworkEdge;
  says: string;
  onClose: () => void;
}

/** The records that tell a relation; those of court documents lead to the words. */
export function EvidenceDrawer({ question, purpose, edge, says, onClose }: Props) {
  const { t, text } = useWords();
  const code = useCodes();
  const { clue, matter, nodes } = question;
  const found = useRelation({ clue, matter, nodes, purpose: purpose || undefined, from: edge.from, to: edge.to, kind: edge.kind });
  const [read, setRead] = useState<RelationRecord>();
  const width = useWidth();
  const coded = (set: string, field: string, says: string) => {
    const group = groupOf(set, field);
    return group ? code(group, says) : says;
  };
  return (
    <SideDrawer size={Math.min(width - 40, 760)} title={t("network.evidence")} onClose={onClose}>
      <div data-testid="network-evidence">
        <p className="evidence-says">{says}</p>
        {found.isError && <FaultNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton active />}
        {found.data?.masked && <p className="quiet">{t("purpose.masked")}</p>}
        {found.data?.items.length === 0 && <p className="quiet">{t("network.noRecords")}</p>}
        {found.data?.items.map((r) => (
          <section key={r.dataset + r.record} className="evidence-record">
            <h3>{text(r.set_title)} {!r.document && <span className="quiet figure">{r.record}</span>}</h3>
            <dl>{r.cells.map((c) => <div key={c.field}><dt>{text(c.title)}</dt><dd>{coded(r.dataset, c.field, text(c.says))}</dd></div>)}</dl>
            {r.document && <Button size="small" onClick={() => setRead(read?.record === r.record ? undefined : r)} aria-expanded={read?.record === r.record} data-testid="network-read">{t("network.read")}</Button>}
            {read?.record === r.record && <Reader record={r} of={clue || matter || ""} />}
          </section>
        ))}
      </div>
    </SideDrawer>
  );
}

/** The court document with the words of a record in sight. */
function Reader({ record, of }: { record: RelationRecord; of: string }) {
  const { t } = useWords();
  const judgment = useJudgment(record.document, of);
  if (judgment.isError) return <FaultNotice error={judgment.error} onRetry={() => void judgment.refetch()} />;
  if (!judgment.data) return <Skeleton active />;
  return (
    <div className="evidence-reader">
      <LookNote judgment={judgment.data} of={of} />
      <DocumentText judgment={judgment.data} marks={judgment.data.masked ? [] : withSpot([], spanOf(record.span))} current={spotKey} nameOf={() => t("network.evidence")} />
    </div>
  );
}
