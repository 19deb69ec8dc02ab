import { Button, Input, Select, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useModels } from "../model/queries";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { useDrafts, useMakeDraft } from "./queries";
import { StateTag } from "./StateTag";
import "./draftlist.css";

/** The models that the office writes, and where an analyst begins one. */
export function DraftTable() {
  const { t, text } = useWords();
  const models = useModels();
  const drafts = useDrafts();
  const role = useSession().data?.role;
  if (drafts.isError) return <FaultNotice error={drafts.error} onRetry={() => void drafts.refetch()} />;
  if (!drafts.data) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <section className="panel draft-list">
      <h2>{t("draft.own")}</h2>
      {role === "analyst" && <Begin />}
      {drafts.data.length === 0 ? <p className="quiet panel-body">{t("draft.none")}</p> : (
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={drafts.data}
          columns={[
            { title: t("draft.model"), render: (_, d) => <Link to={`/drafts/${d.id}`} data-testid="draft-row">{text(models.data?.find((m) => m.id === d.model)?.title) || d.model}</Link> },
            { title: t("draft.state"), width: 110, render: (_, d) => <StateTag draft={d} /> },
            { title: t("draft.starts"), width: 120, render: (_, d) => (d.starts ? dateText(d.starts) : "—") },
            { title: t("draft.maker"), width: 140, render: (_, d) => d.maker },
            { title: t("draft.judge"), width: 140, render: (_, d) => d.judge || "—" },
            { title: t("draft.changed"), width: 120, render: (_, d) => dateText(d.changed_at) },
          ]}
        />
      )}
    </section>
  );
}

function Begin() {
  const { t, text } = useWords();
  const models = useModels();
  const make = useMakeDraft();
  const go = useNavigate();
  const [model, setModel] = useState("");
  const [from, setFrom] = useState<string>();
  return (
    <form className="inline-form panel-body" onSubmit={(e) => { e.preventDefault(); make.mutate({ model: model.trim(), from }, { onSuccess: (d) => void go(`/drafts/${d.id}`) }); }}>
      <Input value={model} onChange={(e) => setModel(e.target.value)} placeholder={t("draft.idHint")} aria-label={t("draft.id")} style={{ width: 260 }} data-testid="draft-id" />
      <Select
        allowClear showSearch optionFilterProp="label" value={from} onChange={setFrom} placeholder={t("draft.from")} aria-label={t("draft.from")} style={{ width: 300 }}
        options={(models.data ?? []).map((m) => ({ value: m.id, label: `${text(m.title)} ${m.id}` }))}
      />
      <Button htmlType="submit" type="primary" loading={make.isPending} disabled={model.trim() === ""} data-testid="draft-begin">{t("draft.begin")}</Button>
      {make.isError && <FaultNotice error={make.error} />}
    </form>
  );
}
