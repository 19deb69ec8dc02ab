import { DownloadOutlined, LeftOutlined, PrinterOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Checkbox, DatePicker, Dropdown, Select } from "antd";
import dayjs from "dayjs";
import type { FigureQuery, FigureReport } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { addressOf, besides, periods } from "./period";
import { PeriodName } from "./PeriodName";
import { usePrint } from "./queries";

interface Props {
  query: FigureQuery;
  report: FigureReport | undefined;
  onAsk: (changes: Partial<FigureQuery>) => void;
  /** Told the line that stands on the print, once the act is recorded. */
  onPrint: (stamp: string) => void;
}

/** Which period, as of which day, of which office; and the ways to take it out. */
export function PeriodBar({ query, report, onAsk, onPrint }: Props) {
  const { t } = useWords();
  const print = usePrint();
  const w = report?.window;
  const after = w && besides(w, 1);
  const file = (masked: boolean) => `/api/figures/file?${addressOf(query)}${masked ? "" : "&masked=false"}`;
  const name = report?.offices.find((o) => o.id === report.office)?.name;
  return (
    <header className="leader-bar">
      <h1 className="page-title">{t("leader.title")}{name && <small className="quiet"> {name}</small>}</h1>
      <div className="leader-period" role="group" aria-label={t("leader.period")}>
        {periods.map((p) => (
          <button key={p} type="button" className="plain-button chip" aria-pressed={query.period === p} onClick={() => onAsk({ period: p })} data-testid={`period-${p}`}>{t(`leader.kindOf.${p}`)}</button>
        ))}
      </div>
      <span className="leader-step">
        <Button size="small" icon={<LeftOutlined />} aria-label={t("leader.earlier")} disabled={!w} onClick={() => w && onAsk({ on: besides(w, -1) })} data-testid="period-earlier" />
        <strong data-testid="period-name">{w && <PeriodName window={w} />}{w && !report.whole && <small className="quiet"> {t("leader.running")}</small>}</strong>
        <Button size="small" icon={<RightOutlined />} aria-label={t("leader.later")} disabled={!after || after > (w?.as_of ?? "")} onClick={() => onAsk({ on: after })} data-testid="period-later" />
      </span>
      <DatePicker
        size="small" aria-label={t("leader.asOf")} placeholder={t("leader.asOf")} value={query.as_of ? dayjs(query.as_of) : null} allowClear
        disabledDate={(d) => d.isAfter(dayjs())} onChange={(d) => onAsk({ as_of: d?.format("YYYY-MM-DD"), ...(d && w && d.format("YYYY-MM-DD") < w.from ? { on: undefined } : {}) })}
      />
      {report && <span className="quiet figure">{t("leader.until", { day: report.window.as_of })}</span>}
      {report && (report.offices.length > 1 || query.office) && (
        <>
          <Select
            size="small" aria-label={t("leader.office")} style={{ minWidth: 130 }} value={report.office} onChange={(office: string) => onAsk({ office, alone: undefined })}
            options={report.offices.map((o) => ({ value: o.id, label: o.name }))} data-testid="leader-office"
          />
          {query.office && <Button size="small" type="link" onClick={() => onAsk({ office: undefined, alone: undefined })}>{t("leader.own")}</Button>}
          <Checkbox checked={query.alone ?? false} onChange={(e) => onAsk({ alone: e.target.checked || undefined })}>{t("leader.alone")}</Checkbox>
        </>
      )}
      <span className="leader-out">
        <Dropdown
          trigger={["click"]}
          menu={{ items: [
            { key: "masked", label: <a href={file(true)} download data-testid="export-masked">{t("leader.exportMasked")}</a> },
            { key: "open", label: <a href={file(false)} download>{t("leader.exportOpen")}</a> },
          ] }}
        >
          <Button size="small" icon={<DownloadOutlined />} data-testid="leader-export">{t("leader.export")}</Button>
        </Dropdown>
        <Button size="small" icon={<PrinterOutlined />} loading={print.isPending} onClick={() => print.mutate(query, { onSuccess: (p) => onPrint(p.stamp) })} data-testid="leader-print">{t("leader.print")}</Button>
      </span>
      {print.isError && <FaultNotice error={print.error} />}
    </header>
  );
}
