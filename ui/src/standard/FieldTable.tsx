import { Popover, Table, Tag } from "antd";
import { Link } from "react-router";
import type { Field } from "../api/types";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { limitOf } from "./fields";
import { SensitivityTag } from "./SensitivityTag";

/** How many codes stand in the table before the rest moves into a bubble. */
const shownCodes = 6;

/** The fields of a standard with everything that is asked of them. */
export function FieldTable({ fields }: { fields: Field[] }) {
  const { t, text } = useWords();
  return (
    <Table
      size="small"
      rowKey="name"
      pagination={false}
      dataSource={fields}
      columns={[
        { title: t("standard.field"), width: 190, render: (_, f) => <>{text(f.title)}<br /><code className="quiet">{f.name}</code></> },
        { title: t("standard.type"), width: 120, render: (_, f) => <TypeOf field={f} /> },
        { title: t("standard.mark"), width: 92, render: (_, f) => <Marks field={f} /> },
        { title: t("standard.values"), width: 300, render: (_, f) => <Values field={f} /> },
        { title: t("standard.sensitivity"), width: 92, render: (_, f) => <SensitivityTag level={f.sensitivity} /> },
        { title: t("standard.headings"), render: (_, f) => <span className="quiet" lang="zh-CN">{(f.aliases ?? []).join("、")}</span> },
      ]}
    />
  );
}

function TypeOf({ field }: { field: Field }) {
  const say = useCodes();
  return (
    <>
      {say("fieldType", field.type)}
      {field.unit && <span className="quiet"> ({say("unit", field.unit)})</span>}
      {field.format && <div className="quiet">{say("format", field.format)}</div>}
    </>
  );
}

function Marks({ field }: { field: Field }) {
  const { t } = useWords();
  return (
    <>
      {field.key && <Tag color="blue">{t("standard.key")}</Tag>}
      {field.required && <Tag>{t("standard.required")}</Tag>}
      {field.derived && <Tag>{t("standard.derived")}</Tag>}
    </>
  );
}

function Values({ field }: { field: Field }) {
  const { t, text } = useWords();
  const limit = limitOf(field);
  const codes = (field.codes ?? []).map((code) => {
    const word = field.words?.find((w) => w.code === code);
    return word ? `${text(word.title)} (${code})` : code;
  });
  const rest = codes.slice(shownCodes);
  return (
    <>
      {limit && <div>{t(`standard.${limit.kind}`, { least: limit.least, most: limit.most })}</div>}
      {field.refers && <div><Link to={`/data/standards/${field.refers}`}>{t("standard.refers", { standard: field.refers })}</Link></div>}
      {codes.slice(0, shownCodes).join(" · ")}
      {rest.length > 0 && (
        <Popover trigger={["hover", "click"]} content={<ul className="code-list">{rest.map((c) => <li key={c}>{c}</li>)}</ul>}>
          <button type="button" className="plain-button more-codes">{t("standard.moreCodes", { n: rest.length })}</button>
        </Popover>
      )}
    </>
  );
}
