import { EditOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { useDepartments, useRenameDepartment } from "./queries";

interface Props {
  office: string;
  chosen: string;
  onChoose: (department: string) => void;
}

/** The departments of an office with who works there; one that is chosen can be renamed. */
export function DepartmentStrip({ office, chosen, onChoose }: Props) {
  const { t } = useWords();
  const departments = useDepartments(office);
  const named = departments.data?.filter((d) => d.name !== "") ?? [];
  if (departments.isError) return <FaultNotice error={departments.error} onRetry={() => void departments.refetch()} />;
  if (named.length === 0) return null;
  return (
    <div className="departments" role="group" aria-label={t("admin.departments")}>
      <button type="button" className="plain-button chip" aria-pressed={chosen === ""} onClick={() => onChoose("")}>{t("admin.allDepartments")}</button>
      {named.map((d) => (
        <button key={d.name} type="button" className="plain-button chip" aria-pressed={chosen === d.name} onClick={() => onChoose(d.name)}>
          {d.name} <span className="figure">{d.people}</span>
        </button>
      ))}
      {named.some((d) => d.name === chosen) && <Rename key={chosen} office={office} from={chosen} onDone={onChoose} />}
    </div>
  );
}

function Rename({ office, from, onDone }: { office: string; from: string; onDone: (name: string) => void }) {
  const { t } = useWords();
  const rename = useRenameDepartment(office);
  const [to, setTo] = useState<string>();
  if (to === undefined) return <Button size="small" type="text" icon={<EditOutlined aria-hidden />} onClick={() => setTo(from)}>{t("admin.rename")}</Button>;
  return (
    <form className="inline-form" onSubmit={(e) => { e.preventDefault(); rename.mutate({ from, to: to.trim() }, { onSuccess: () => onDone(to.trim()) }); }}>
      <Input size="small" autoFocus aria-label={t("admin.newName")} value={to} maxLength={100} onChange={(e) => setTo(e.target.value)} />
      <Button size="small" htmlType="submit" disabled={to.trim() === "" || to.trim() === from} loading={rename.isPending}>{t("admin.save")}</Button>
      <Button size="small" type="link" onClick={() => setTo(undefined)}>{t("admin.cancel")}</Button>
      {rename.isError && <FaultNotice error={rename.error} />}
    </form>
  );
}
