import { Skeleton, Table, Tag } from "antd";
import { Link, useParams } from "react-router";
import type { JointRow } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useCodes } from "../words/codes";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { JointPanel } from "./JointPanel";
import { useJoints } from "./jointQueries";

/** The joint matters that this agency leads or takes part in. */
export default function JointsPage() {
  const { t } = useWords();
  const { id = "" } = useParams();
  const name = useCodes();
  const list = useJoints("", id === "");
  if (id) return <><p><Link to="/transfers/joints">← {t("joint.title")}</Link></p><JointPanel id={id} /></>;
  return (
    <section className="panel table-panel">
      <h1 className="visually-hidden">{t("joint.title")}</h1>
      {list.isError && <FaultNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active style={{ padding: 16 }} />}
      {list.data?.length === 0 && <div className="notice"><h2>{t("joint.none")}</h2><p>{t("joint.noneSays")}</p></div>}
      {list.data && list.data.length > 0 && (
        <Table<JointRow>
          size="small" rowKey="id" pagination={false} dataSource={list.data}
          columns={[
            { title: t("joint.name"), render: (_, j) => <Link to={`/transfers/joints/${j.id}`}><span className="subject">{j.title}</span></Link> },
            { title: t("joint.lead"), render: (_, j) => (j.leads ? t("joint.weLead") : <span className="figure">{j.lead}</span>) },
            { title: t("transfer.state"), render: (_, j) => (j.code ? <Tag color="green">{name("resultOf", j.code)}</Tag> : t("joint.goesOn")) },
            { title: t("transfer.opened"), render: (_, j) => <span className="figure">{timeText(j.opened)}</span> },
            { title: t("matter.title"), render: (_, j) => (j.matter ? <Link to={`/matters/${j.matter}?tab=joint`}>{t("joint.openMatter")}</Link> : "—") },
          ]}
        />
      )}
    </section>
  );
}
