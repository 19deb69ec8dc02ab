import { Alert, Button, Input, Modal, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { RecusalTie } from "../api/types";
import { useSession } from "../session/queries";
import { FaultNotice, useFaultSentence } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useFocusBack } from "../shell/useFocusBack";
import { useWords } from "../words/i18n";
import { useLift, useRecusals } from "./queries";

/** Who is kept from whose cases, and why; a leader lifts a tie that is none. */
export default function RecusalsPage() {
  const { t } = useWords();
  const me = useSession().data;
  const ties = useRecusals();
  const [lifting, setLifting] = useState<RecusalTie>();
  return (
    <div className="recusals-page">
      <h1 className="visually-hidden">{t("admin.recusals")}</h1>
      <p className="lead">{t("admin.recusalsSays")}</p>
      <section className="panel table-panel">
        {ties.isError && <FaultNotice error={ties.error} onRetry={() => void ties.refetch()} />}
        {ties.isPending && <Skeleton active style={{ padding: 16 }} />}
        {ties.data?.length === 0 && <div className="notice"><h2>{t("admin.noTies")}</h2><p>{t("admin.noTiesSays")}</p></div>}
        {ties.data && ties.data.length > 0 && (
          <Table<RecusalTie>
            size="small" rowKey="id" pagination={false} dataSource={ties.data}
            columns={[
              { title: t("admin.keptAway"), render: (_, x) => <strong>{x.display}</strong> },
              { title: t("admin.relation"), dataIndex: "relation" },
              { title: t("admin.keptFrom"), render: (_, x) => (x.case ? <Link to={x.case.startsWith("c-") ? `/clues/${x.case}` : `/matters/${x.case}`}><code>{x.case}</code></Link> : <>{t("admin.everyCaseOf")} <code>{x.subject}</code></>) },
              { title: t("admin.source"), render: (_, x) => <Tag color={x.source === "declared" ? undefined : "blue"}>{x.source === "declared" ? t("account.declared") : t("account.detected")}</Tag> },
              { title: t("admin.since"), render: (_, x) => <span className="figure">{dateText(x.at)}</span> },
              { title: "", render: (_, x) => (x.account === me?.id ? <span className="quiet">{t("admin.notOwn")}</span> : <Button size="small" onClick={() => setLifting(x)}>{t("admin.lift")}</Button>) },
            ]}
          />
        )}
      </section>
      {lifting && <LiftDialog tie={lifting} onDone={() => setLifting(undefined)} />}
    </div>
  );
}

function LiftDialog({ tie, onDone }: { tie: RecusalTie; onDone: () => void }) {
  useFocusBack();
  const { t } = useWords();
  const sentence = useFaultSentence();
  const lift = useLift();
  const [why, setWhy] = useState("");
  return (
    <Modal
      open title={t("admin.liftOf", { who: tie.display, relation: tie.relation })} okText={t("admin.lift")} cancelText={t("admin.cancel")} onCancel={onDone}
      okButtonProps={{ disabled: why.trim().length < 4, loading: lift.isPending }} onOk={() => lift.mutate({ id: tie.id, why: why.trim() }, { onSuccess: onDone })}
    >
      <Input.TextArea aria-label={t("admin.liftWhy")} placeholder={t("admin.liftWhy")} autoFocus rows={3} maxLength={500} value={why} onChange={(e) => setWhy(e.target.value)} />
      {lift.isError && <Alert type="error" showIcon title={sentence(lift.error)} style={{ marginTop: 8 }} />}
    </Modal>
  );
}
