import { Button, Table } from "antd";
import type { BacktestRow, Text } from "../api/types";
import { countText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useBacktests } from "./queries";

interface Props {
  draft: string;
  /** The test that is shown below. */
  shown: string;
  models: { id: string; title: Text }[];
  look: (test: string) => void;
}

/** The tests of a draft that are kept, to go from one to another; nothing while there is one alone. */
export function KeptTests({ draft, shown, models, look }: Props) {
  const { t, text } = useWords();
  const tests = useBacktests(draft).data ?? [];
  if (tests.length < 2) return null;
  const beside = (id?: string) => (id ? text(models.find((m) => m.id === id)?.title) || id : t("draft.planNone"));
  const months = (x: BacktestRow) => (x.from ? `${x.from.slice(0, 7)} – ${x.to.slice(0, 7)}` : `${x.order.from ?? t("draft.planFirst")} – ${x.order.to ?? t("draft.planLast")}`);
  return (
    <section data-testid="kept-tests">
      <h3>{t("draft.kept")}</h3>
      <p className="quiet">{t("draft.keptLead")}</p>
      <Table
        size="small" rowKey="id" pagination={false} dataSource={tests} rowClassName={(x) => (x.id === shown ? "kept-now" : "")}
        columns={[
          { title: t("draft.testWhen"), width: 150, render: (_, x) => timeText(x.started) },
          { title: t("draft.annexDraft"), width: 90, render: (_, x) => t("draft.version", { n: x.version }) },
          { title: t("draft.planMonths"), width: 170, render: (_, x) => <span className="figure">{months(x)}</span> },
          { title: t("draft.planAgainst"), render: (_, x) => beside(x.order.against) },
          { title: t("draft.annexBy"), width: 110, render: (_, x) => x.by },
          { title: t("draft.state"), width: 130, render: (_, x) => t(`draft.test.${x.state}`) },
          { title: t("draft.standing"), width: 90, align: "right", render: (_, x) => (x.state === "done" ? countText(x.standing) : "—") },
          { title: t("draft.testLook"), width: 90, render: (_, x, i) => <Button size="small" type="link" disabled={x.id === shown} aria-label={t("draft.testLookAt", { when: timeText(x.started) })} onClick={() => look(i === 0 ? "" : x.id)} data-testid="test-look">{x.id === shown ? t("draft.testShown") : t("draft.testLook")}</Button> },
        ]}
      />
    </section>
  );
}
