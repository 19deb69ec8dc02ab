import { CloseOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Select, Slider } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import type { Overview } from "../api/types";
import { riskText } from "../words/format";
import { useWords } from "../words/i18n";
import { change, type Filter, filtersAnything, inWork, kinds, unfiltered, workOf } from "./filter";

interface Props {
  filter: Filter;
  models: Overview["by_model"];
  onChange: (f: Filter) => void;
  /** Stands beside the filters. */
  children?: ReactNode;
}

/** The filters of the clue list. Text counts when Enter is pressed or the field is left. */
export function FilterBar({ filter, models, onChange, children }: Props) {
  const { t, text } = useWords();
  const set = (fields: Partial<Filter>) => onChange(change(filter, fields));
  return (
    <search className="filters">
      <TextFilter wide value={filter.q} name={t("list.search")} onCommit={(q) => set({ q })} testId="filter-q" />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className="filter-model"
        placeholder={t("list.model")}
        aria-label={t("list.model")}
        value={filter.models}
        onChange={(m) => set({ models: m })}
        options={models.map((m) => ({ value: m.model, label: text(m.title) }))}
      />
      <TextFilter value={filter.court} name={t("list.court")} onCommit={(court) => set({ court })} testId="filter-court" />
      <Select
        allowClear
        className="filter-kind"
        placeholder={t("list.kind")}
        aria-label={t("list.kind")}
        value={filter.kind || undefined}
        onChange={(kind) => set({ kind: kind ?? "" })}
        options={kinds.map((k) => ({ value: k, label: t(`subject.${k}`) }))}
      />
      <RiskFilter value={filter.minRisk} onCommit={(minRisk) => set({ minRisk })} />
      <Checkbox checked={filter.aside === "any"} onChange={(e) => set({ aside: e.target.checked ? "any" : "" })} data-testid="filter-aside">{t("list.asideToo")}</Checkbox>
      <span className="filters-act">{children}</span>
      {filtersAnything(filter) && <Chips filter={filter} models={models} onChange={set} />}
    </search>
  );
}

/** Every filter that is on, to be taken off one by one or all at once. */
function Chips({ filter, models, onChange }: { filter: Filter; models: Overview["by_model"]; onChange: (fields: Partial<Filter>) => void }) {
  const { t, text } = useWords();
  const chip = (key: string, says: string, without: Partial<Filter>) => (
    <li key={key}>
      <button type="button" className="plain-button chip" aria-label={t("list.without", { what: says })} onClick={() => onChange(without)}>{says} <CloseOutlined aria-hidden /></button>
    </li>
  );
  const work = workOf(filter);
  return (
    <ul className="chips" aria-label={t("list.chips")} data-testid="chips">
      {filter.q && chip("q", t("list.chip", { name: t("list.search"), value: filter.q }), { q: "" })}
      {filter.models.map((m) => chip(m, text(models.find((x) => x.model === m)?.title) || m, { models: filter.models.filter((x) => x !== m) }))}
      {filter.court && chip("court", t("list.chip", { name: t("list.court"), value: filter.court }), { court: "" })}
      {filter.kind && chip("kind", t(`subject.${filter.kind}`), { kind: "" })}
      {filter.minRisk > 0 && chip("risk", t("list.chip", { name: t("list.minRisk"), value: riskText(filter.minRisk) }), { minRisk: 0 })}
      {work && chip("work", t(`list.work.${work}`), inWork(""))}
      {filter.aside === "any" && chip("aside", t("list.asideToo"), { aside: "" })}
      <li><Button type="link" size="small" onClick={() => onChange(unfiltered)}>{t("list.clear")}</Button></li>
    </ul>
  );
}

interface TextProps {
  value: string;
  name: string;
  wide?: boolean;
  testId: string;
  onCommit: (value: string) => void;
}

function TextFilter({ value, name, wide, testId, onCommit }: TextProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = (v: string) => v.trim() !== value && onCommit(v.trim());
  return (
    <Input
      className={wide ? "filter-q" : "filter-court"}
      placeholder={name}
      aria-label={name}
      allowClear
      value={typed}
      data-testid={testId}
      onChange={(e) => {
        setTyped(e.target.value);
        if (e.target.value === "") commit("");
      }}
      onPressEnter={() => commit(typed)}
      onBlur={() => commit(typed)}
    />
  );
}

function RiskFilter({ value, onCommit }: { value: number; onCommit: (value: number) => void }) {
  const { t } = useWords();
  const [dragged, setDragged] = useState(value);
  useEffect(() => setDragged(value), [value]);
  return (
    <span className="filter-risk">
      <span>{t("list.minRisk")}</span>
      <Slider
        min={0}
        max={1}
        step={0.05}
        value={dragged}
        onChange={setDragged}
        onChangeComplete={onCommit}
        tooltip={{ formatter: null }}
        ariaLabelForHandle={t("list.minRisk")}
      />
      <span className="figure">{riskText(dragged)}</span>
    </span>
  );
}
