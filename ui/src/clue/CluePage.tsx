import { Skeleton, Tabs } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import type { Clue } from "../api/types";
import { DocumentsPane } from "../document/DocumentsPane";
import type { Place } from "../document/evidence";
import type { Span } from "../document/span";
import { useReading } from "../document/useReading";
import { FaultNotice } from "../shell/FaultNotice";
import { useWidth } from "../shell/useWidth";
import { TakenPanel } from "../taken/TakenPanel";
import { useWords } from "../words/i18n";
import { ActColumn } from "./ActColumn";
import { ClueHeader } from "./ClueHeader";
import { SinceBanner } from "./SinceBanner";
import { useClue } from "./queries";
import { WhoColumn } from "./WhoColumn";
import { WhyColumn } from "./WhyColumn";
import "./clue.css";
import "./cluepage.css";

/** Windows at least this wide show three columns; narrower ones put deciding into a tab of the first. */
const wide = 1280;
/** Narrower than this, everything is in tabs. */
const narrow = 900;

/** One clue: why, in which documents, and what to do about it. */
export default function CluePage() {
  const { id = "" } = useParams();
  const clue = useClue(id);
  if (clue.isError) return <FaultNotice error={clue.error} onRetry={() => void clue.refetch()} />;
  if (!clue.data) return <Skeleton active paragraph={{ rows: 14 }} style={{ padding: 16 }} />;
  return <Loaded key={id} clue={clue.data} />;
}

function Loaded({ clue }: { clue: Clue }) {
  const { t } = useWords();
  const width = useWidth();
  const reading = useReading(clue);
  const [side, setSide] = useState("why");
  const [tab, setTab] = useState("text");
  const show = (place: Place) => {
    reading.show(place);
    setTab("text");
    if (width < narrow) setSide("documents");
  };
  const point = (spot: Span) => {
    reading.point(spot);
    setTab("text");
    if (width < narrow) setSide("documents");
  };
  const open = (document: string) => {
    reading.choose(document);
    setTab("text");
    if (width < narrow) setSide("documents");
  };
  const why = <WhyColumn clue={clue} reading={reading} onShow={show} />;
  const act = <ActColumn clue={clue} />;
  const documents = <DocumentsPane clue={clue} reading={reading} tab={tab} onTab={setTab} />;
  const tabs = [
    { key: "why", label: t("why.title"), children: why },
    ...(width < narrow ? [{ key: "documents", label: t("document.title"), children: documents }] : []),
    { key: "who", label: t("network.who"), children: <WhoColumn clue={clue} onOpen={open} /> },
    { key: "taken", label: t("taken.title"), children: <TakenPanel document={reading.document} clue={clue.id} spot={reading.spot} onPoint={point} /> },
    ...(width < wide ? [{ key: "act", label: t("decide.column"), children: act }] : []),
  ];
  const inSight = tabs.some((x) => x.key === side) ? side : "why";
  return (
    <div className="clue-page">
      <ClueHeader clue={clue} />
      <SinceBanner clue={clue} />
      <div className={width >= wide ? "clue-columns" : width >= narrow ? "clue-columns clue-two" : "clue-columns clue-one"}>
        <Tabs className="panel clue-column clue-tabs" size="small" activeKey={inSight} onChange={setSide} items={tabs} />
        {width >= narrow && <section className="panel clue-middle" aria-label={t("document.title")}>{documents}</section>}
        {width >= wide && <section className="panel clue-column" aria-label={t("decide.column")}>{act}</section>}
      </div>
    </div>
  );
}
