import { Skeleton, Steps } from "antd";
import { useEffect, useMemo, useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { ColumnChoice, Upload } from "../api/types";
import { importsRecords } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { BasisStep } from "./BasisStep";
import { firstChoices } from "./mapping";
import { MapStep } from "./MapStep";
import { type Place, useMatches, useUpload } from "./queries";
import { RunStep } from "./RunStep";
import { SheetStep } from "./SheetStep";
import { UploadStep } from "./UploadStep";
import "./intake.css";

const steps = ["file", "sheet", "map", "basis", "run"] as const;

/** Brings a file of another agency in, step by step. Where one is stands in the address. */
export default function ImportWizard() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const at = (name: string) => search.get(name) ?? "";
  const go = (fields: Record<string, string>) => setSearch((old) => ({ ...Object.fromEntries(old), ...fields }));
  const role = useSession().data?.role;
  const upload = useUpload(at("upload"));
  const step = at("run") ? 4 : at("upload") ? Math.max(1, steps.findIndex((s) => s === at("step"))) : 0;
  if (!importsRecords(role)) return <p className="notice">{t("intake.notYours")}</p>;
  return (
    <div className="wizard">
      <header className="page-head">
        <Link to="/data/imports">← {t("imports.title")}</Link>
        <h1 className="page-title">{t("intake.title")}</h1>
        {upload.data && <span className="quiet file-name">{upload.data.name}</span>}
      </header>
      <Steps size="small" current={step} items={steps.map((s) => ({ title: t(`intake.step.${s}`) }))} />
      {step === 0 && <UploadStep mends={at("mends")} onDone={(u) => go({ upload: u.id, step: "sheet" })} />}
      {step === 4 && <RunStep id={at("run")} upload={at("upload")} sheet={at("sheet")} />}
      {step > 0 && step < 4 && upload.isError && <FaultNotice error={upload.error} />}
      {step > 0 && step < 4 && upload.isPending && <Skeleton active />}
      {step > 0 && step < 4 && upload.data && <Inside upload={upload.data} step={step} at={at} go={go} />}
    </div>
  );
}

interface InsideProps {
  upload: Upload;
  step: number;
  at: (name: string) => string;
  go: (fields: Record<string, string>) => void;
}

/** The steps between arrival and import share the mapping. */
function Inside({ upload, step, at, go }: InsideProps) {
  const sheet = upload.sheets.find((s) => s.name === at("sheet")) ?? upload.sheets[0];
  const place: Place = useMemo(
    () => ({ upload: upload.id, sheet: sheet?.name ?? "", header: at("header"), standard: at("standard") || (sheet?.guesses[0]?.standard ?? "") }),
    [upload.id, sheet, at("header"), at("standard")],
  );
  const [purpose, setPurpose] = useState("");
  const matches = useMatches(place, purpose);
  const [choices, setChoices] = useState<ColumnChoice[]>([]);
  const columns = matches.isPlaceholderData ? undefined : matches.data?.columns;
  // A new sheet or standard brings new proposals; a stated purpose changes what is seen, not what was chosen.
  const proposals = JSON.stringify([place, columns?.map((c) => [c.heading, c.field, c.score])]);
  useEffect(() => {
    if (columns) setChoices(firstChoices(columns));
  }, [proposals]);
  if (!sheet) return null;
  if (step === 1) return <SheetStep upload={upload} sheet={sheet} place={place} onChange={go} onNext={() => go({ step: "map", standard: place.standard, sheet: place.sheet })} />;
  if (step === 2) {
    return (
      <MapStep
        place={place} matches={matches} choices={choices} purpose={purpose}
        onChoices={setChoices} onPurpose={setPurpose} onBack={() => go({ step: "sheet" })} onNext={() => go({ step: "basis" })}
      />
    );
  }
  return <BasisStep upload={upload} place={place} choices={choices} onBack={() => go({ step: "map" })} onStarted={(run) => go({ run })} />;
}
