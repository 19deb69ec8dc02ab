import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { useCallback, useMemo } from "react";
import type { Clue } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { DefectList } from "../taken/DefectList";
import { useWords } from "../words/i18n";
import { DocumentText } from "./DocumentText";
import { marksIn } from "./evidence";
import { Legend } from "./Legend";
import { useJudgment } from "./queries";
import { type Mark, spotKey, withSpot } from "./span";
import type { Reading } from "./useReading";

/** The text of one of a clue's documents, with its evidence and the way to the next. */
export function DocumentViewer({ clue, reading }: { clue: Clue; reading: Reading }) {
  const { t, text } = useWords();
  const judgment = useJudgment(reading.document, clue.id);
  const marks = useMemo(() => marksIn(reading.all, reading.document), [reading.all, reading.document]);
  const hues = useMemo(() => [...new Set(marks.map((m) => m.hue))].sort((a, b) => a - b), [marks]);
  const shown = useMemo(() => withSpot(marks, reading.spot), [marks, reading.spot]);
  const nameOf = useCallback((m: Mark) => text(clue.indicators[m.hue]?.title), [clue.indicators, text]);
  const at = reading.tour.findIndex((p) => p.key === reading.current);
  return (
    <div className="viewer">
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
      </div>
      {hues.length > 0 && <div className="viewer-legend"><Legend indicators={clue.indicators} hues={hues} /></div>}
      {reading.document === "" && <p className="notice quiet">{t("document.none")}</p>}
      {judgment.isError && <FaultNotice error={judgment.error} onRetry={() => void judgment.refetch()} />}
      {judgment.isFetching && !judgment.data && <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 18 }} />}
      {judgment.data && <DefectList judgment={judgment.data.judgment} spot={reading.spot} onPoint={reading.point} />}
      {judgment.data && (
        <DocumentText
          judgment={judgment.data}
          marks={shown}
          current={reading.spot ? spotKey : reading.current}
          visit={reading.visit}
          nameOf={nameOf}
        />
      )}
    </div>
  );
}
