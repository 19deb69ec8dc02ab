import { DatePicker, Input, InputNumber, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { ProcedureField } from "../api/types";
import { useWords } from "../words/i18n";
import { boundsOf, choicesOf, shapeOf } from "./field";

interface Props {
  id: string;
  field: ProcedureField;
  value: unknown;
  wrong: boolean;
  onChange: (value: unknown) => void;
}

/** Asks for one field in the way that its schema wants. */
export function FieldInput({ id, field, value, wrong, onChange }: Props) {
  const { t, text } = useWords();
  const status = wrong ? "error" : undefined;
  const shape = shapeOf(field);
  switch (shape) {
    case "yesno":
      return (
        <Radio.Group id={id} value={value} onChange={(e) => onChange(e.target.value)} aria-label={text(field.title)}>
          <Radio value={true}>{t("matter.yes")}</Radio>
          <Radio value={false}>{t("matter.no")}</Radio>
        </Radio.Group>
      );
    case "one":
    case "some":
      return (
        <Select
          id={id} allowClear status={status} value={value ?? undefined} mode={shape === "some" ? "multiple" : undefined} onChange={onChange} style={{ width: "100%" }}
          options={choicesOf(field, text)} optionRender={(o) => <span data-value={o.value}>{o.label}</span>} placeholder={t("matter.choose")}
        />
      );
    case "list":
      return <Select id={id} mode="tags" open={false} suffixIcon={null} status={status} value={(value as string[] | undefined) ?? []} onChange={onChange} tokenSeparators={["；", ";", "\n"]} placeholder={t("matter.listHint")} style={{ width: "100%" }} />;
    case "day":
      return <DatePicker id={id} status={status} value={value ? dayjs(String(value)) : null} onChange={(d) => onChange(d?.format("YYYY-MM-DD"))} style={{ width: "100%" }} />;
    case "number":
    case "whole":
      return <InputNumber id={id} status={status} value={(value as number | undefined) ?? null} onChange={(n) => onChange(n ?? undefined)} precision={shape === "whole" ? 0 : undefined} {...boundsOf(field)} style={{ width: "100%" }} />;
    case "long":
      return <Input.TextArea id={id} status={status} autoSize={{ minRows: 2, maxRows: 10 }} value={(value as string | undefined) ?? ""} onChange={(e) => onChange(e.target.value)} />;
    default:
      return <Input id={id} status={status} value={(value as string | undefined) ?? ""} onChange={(e) => onChange(e.target.value)} />;
  }
}
