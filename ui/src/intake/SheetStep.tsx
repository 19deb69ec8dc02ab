import { Alert, Button, Radio, Select, Tag } from "antd";
import { useId } from "react";
import type { Sheet, Upload } from "../api/types";
import { useStandards } from "../standard/queries";
import { useWords } from "../words/i18n";
import type { Place } from "./queries";
import { ScoreBar } from "./ScoreBar";

interface Props {
  upload: Upload;
  sheet: Sheet;
  place: Place;
  onChange: (fields: Record<string, string>) => void;
  onNext: () => void;
}

/** Which table of the file, where its headings stand, and which standard it is. */
export function SheetStep({ upload, sheet, place, onChange, onNext }: Props) {
  const { t, text } = useWords();
  const id = useId();
  const standards = useStandards({ kind: "register" });
  const guess = sheet.guesses.find((g) => g.standard === place.standard);
  return (
    <div className="stack">
      <section className="panel panel-body form-rows">
        {upload.sheets.length > 1 && (
          <>
            <span id={id + "sheet"}>{t("intake.sheet")}</span>
            <Radio.Group aria-labelledby={id + "sheet"} value={sheet.name} onChange={(e) => onChange({ sheet: e.target.value as string, header: "", standard: "" })}>
              {upload.sheets.map((s) => (
                <Radio key={s.name} value={s.name}>{s.name || t("intake.onlySheet")} {s.beside && <Tag>{t("intake.beside")}</Tag>}{s.hidden && <span className="quiet">({t("intake.hidden")})</span>}</Radio>
              ))}
            </Radio.Group>
          </>
        )}
        <label htmlFor={id + "header"}>{t("intake.header")}</label>
        <div>
          <Select
            id={id + "header"}
            value={place.header}
            onChange={(header) => onChange({ header })}
            style={{ width: 220 }}
            data-testid="header-row"
            options={[
              { value: "", label: sheet.headless ? t("intake.headless") : t("intake.foundAt", { row: sheet.header }) },
              ...sheet.places.map((p) => ({ value: p, label: t("intake.row", { row: p }) })),
            ]}
          />
          <p className="quiet headings" lang="zh-CN">{place.header ? t("intake.headerMoved") : sheet.headings.filter(Boolean).join(" | ")}</p>
        </div>
        <label htmlFor={id + "standard"}>{t("intake.standard")}</label>
        <div>
          <Select
            id={id + "standard"}
            showSearch={{ optionFilterProp: "label" }}
            value={place.standard || undefined}
            placeholder={t("intake.chooseStandard")}
            onChange={(standard) => onChange({ standard })}
            style={{ width: 320 }}
            data-testid="choose-standard"
            options={(standards.data ?? []).map((s) => ({ value: s.name, label: `${text(s.title)} (${s.name})` }))}
            optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
          />
          <p className="guesses">
            {guess ? <><span className="quiet">{t("intake.guessed")}</span> <ScoreBar score={guess.score} /></> : <span className="quiet">{t("intake.chosen")}</span>}
            {sheet.guesses.filter((g) => g.standard !== place.standard).slice(0, 3).map((g) => (
              <Button key={g.standard} size="small" type="link" onClick={() => onChange({ standard: g.standard })}>{text(g.title)}</Button>
            ))}
          </p>
        </div>
      </section>
      {[...upload.notes, ...sheet.notes].map((n, i) => <Alert key={i} type="info" showIcon title={text(n)} />)}
      <footer className="wizard-foot">
        <Button type="primary" disabled={!place.standard} onClick={onNext} data-testid="to-map">{t("intake.next")}</Button>
      </footer>
    </div>
  );
}
