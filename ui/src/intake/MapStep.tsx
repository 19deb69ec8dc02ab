import { Alert, Button, Skeleton } from "antd";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ColumnChoice, Matches } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useStandard } from "../standard/queries";
import { useWords } from "../words/i18n";
import { lacking } from "./mapping";
import { MapTable } from "./MapTable";
import { PreviewPanel } from "./PreviewPanel";
import { PurposeBar } from "./PurposeBar";
import type { Place } from "./queries";

interface Props {
  place: Place;
  matches: UseQueryResult<Matches>;
  choices: ColumnChoice[];
  purpose: string;
  onChoices: (c: ColumnChoice[]) => void;
  onPurpose: (p: string) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Which column is which field, and what would become of the first rows. */
export function MapStep(p: Props) {
  const { t, text } = useWords();
  const standard = useStandard(p.place.standard);
  if (p.matches.isError) return <FaultNotice error={p.matches.error} onRetry={() => void p.matches.refetch()} />;
  if (standard.isError) return <FaultNotice error={standard.error} onRetry={() => void standard.refetch()} />;
  const columns = p.matches.data?.columns;
  if (!columns || !standard.data || p.choices.length !== columns.length) return <Skeleton active paragraph={{ rows: 8 }} />;
  const lacks = lacking(standard.data.fields, p.choices);
  const used = p.choices.filter((c) => c.field).length;
  return (
    <div className="stack">
      <PurposeBar purpose={p.purpose} onPurpose={p.onPurpose} />
      <section className="panel table-panel">
        <h2>
          {t("intake.mapping", { standard: text(standard.data.title) })}{" "}
          <span className="quiet">{t("intake.mapped", { n: used, all: columns.length })}</span>
        </h2>
        <MapTable columns={columns} choices={p.choices} fields={standard.data.fields} onChoices={p.onChoices} />
      </section>
      {lacks.length > 0 && (
        <Alert type="error" showIcon title={t("intake.lacking", { fields: lacks.map((f) => text(f.title)).join(", ") })} data-testid="lacking" />
      )}
      <PreviewPanel place={p.place} choices={p.choices} purpose={p.purpose} />
      <footer className="wizard-foot">
        <Button onClick={p.onBack}>{t("intake.back")}</Button>
        <Button type="primary" disabled={used === 0 || lacks.length > 0} onClick={p.onNext} data-testid="to-basis">{t("intake.next")}</Button>
      </footer>
    </div>
  );
}
