import { ExpandOutlined, HighlightOutlined, LeftOutlined, RightOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { actOf, readKeys } from "../help/keys";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { DefectList } from "../taken/DefectList";
import { useTeller } from "../taken/useTeller";
import { useWords } from "../words/i18n";
import { documentPage } from "./address";
import { CompareMenu } from "./CompareMenu";
import { DocumentText } from "./DocumentText";
import { marksIn } from "./evidence";
import { fieldsOf } from "./fields";
import { FindBar } from "./FindBar";
import { Legend } from "./Legend";
import { LookNote } from "./LookNote";
import { useJudgment } from "./queries";
import { type Mark, spotKey, withSpot } from "./span";
import { useFind } from "./useFind";
import type { Reading } from "./useReading";

/** The text of one of a clue's documents, with its evidence and the way to the next. */
export function DocumentViewer({ clue, reading }: { clue: Clue; reading: Reading }) {
  const { t, text } = useWords();
  const judgment = useJudgment(reading.document, clue.id);
  const marks = useMemo(() => marksIn(reading.all, reading.document), [reading.all, reading.document]);
  const hues = useMemo(() => [...new Set(marks.map((m) => m.hue))].sort((a, b) => a - b), [marks]);
  const shown = useMemo(() => withSpot(marks, reading.spot), [marks, reading.spot]);
  const nameOf = useCallback((m: Mark) => text(clue.indicators[m.hue]?.title), [clue.indicators, text]);
  const teller = useTeller();
  const [marking, setMarking] = useState(true);
  const fields = useMemo(() => (marking && judgment.data ? fieldsOf(judgment.data.judgment, teller) : undefined), [marking, judgment.data, teller]);
  const at = reading.tour.findIndex((p) => p.key === reading.current);
  const find = useFind(judgment.data?.text ?? "", reading.visit);
  const pressed = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !actOf(readKeys, event.key)) return;
    event.preventDefault(); // elsewhere on the page the browser's own search opens
    find.begin();
  };
  return (
    <div className="viewer" onKeyDown={pressed}>
      <div className="viewer-bar">
        <Select
          aria-label={t("document.choose")}
          value={reading.document || undefined}
          onChange={reading.choose}
          showSearch={{ optionFilterProp: "label" }}
          options={(clue.documents ?? []).map((d) => ({ value: d.id, label: [d.case_no || d.id, dateText(d.decided_on)].join("  ") }))}
        />
        <Button icon={<LeftOutlined />} aria-label={t("document.previous")} title={t("document.previous")} disabled={!reading.tour.length} onClick={() => reading.step(-1)} />
        <span className="figure" role="status">{t("document.evidenceAt", { at: at < 0 ? "–" : at + 1, of: reading.tour.length })}</span>
        <Button icon={<RightOutlined />} aria-label={t("document.next")} title={t("document.next")} disabled={!reading.tour.length} onClick={() => reading.step(1)} />
        <Button icon={<HighlightOutlined />} type={marking ? "default" : "text"} aria-label={t("document.fieldsMark")} title={t("document.fieldsMark")} aria-pressed={marking} disabled={!judgment.data} onClick={() => setMarking(!marking)} data-testid="mark-fields" />
        <Button ref={find.opener} icon={<SearchOutlined />} aria-label={t("document.find")} title={t("document.findKeys")} aria-expanded={find.open} disabled={!judgment.data} onClick={find.begin} data-testid="find" />
        <CompareMenu clue={clue} document={reading.document} />
        {reading.document !== "" && <Link to={documentPage(reading.document, clue.id)} className="viewer-alone" title={t("documents.alone")} aria-label={t("documents.alone")} data-testid="document-alone"><ExpandOutlined aria-hidden /></Link>}
      </div>
      {find.open && <FindBar find={find} />}
      {hues.length > 0 && <div className="viewer-legend"><Legend indicators={clue.indicators} hues={hues} /></div>}
      {reading.document === "" && <p className="notice quiet">{t("document.none")}</p>}
      {judgment.isError && <FaultNotice error={judgment.error} onRetry={() => void judgment.refetch()} />}
      {judgment.isFetching && !judgment.data && <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 18 }} />}
      {judgment.data && <LookNote judgment={judgment.data} of={clue.id} />}
      {judgment.data && <DefectList judgment={judgment.data.judgment} spot={reading.spot} onPoint={reading.point} />}
      {judgment.data && (
        <DocumentText
          judgment={judgment.data}
          marks={shown}
          current={find.current ?? (reading.spot ? spotKey : reading.current)}
          visit={reading.visit + find.visit}
          hits={find.hits}
          fields={fields}
          nameOf={nameOf}
        />
      )}
    </div>
  );
}
