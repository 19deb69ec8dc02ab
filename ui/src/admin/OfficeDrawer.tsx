import { Alert, Button, Form, Input, Select } from "antd";
import type { OfficeDraft, OfficeRow } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { SideDrawer } from "../shell/SideDrawer";
import { useWords } from "../words/i18n";
import { levels } from "./levels";
import { usePutOffice } from "./queries";

interface Props {
  offices: OfficeRow[];
  /** The office that is changed; left out when one is added. */
  office?: OfficeRow;
  /** The office below which one is added. */
  parent?: OfficeRow;
  onClose: () => void;
}

/** Adds an office below another, or changes one. */
export function OfficeDrawer({ offices, office, parent, onClose }: Props) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const put = usePutOffice();
  const start: OfficeDraft = office ? { id: office.id, name: office.name, level: office.level, division: office.division, parent: office.parent } : { id: "", name: "", level: levels[Math.min(3, levels.indexOf(parent?.level ?? "city") + 1)] ?? "county", division: "", parent: parent?.id ?? "" };
  const needed = { required: true, message: t("admin.needed") };
  // What stands above the topmost office that one manages is not among those one sees.
  const above = offices.filter((o) => levels.indexOf(o.level) < levels.length - 1 && o.id !== office?.id);
  const top = office && !offices.some((o) => o.id === office.parent);
  return (
    <SideDrawer size={420} title={office ? t("admin.editOffice") : t("admin.addBelow")} onClose={onClose}>
      <Form<OfficeDraft> layout="vertical" requiredMark={false} initialValues={start} onFinish={(v) => put.mutate({ body: { ...start, ...v, division: v.division ?? "", id: office?.id ?? v.id }, version: office?.version }, { onSuccess: onClose })}>
        <Form.Item name="name" label={t("admin.officeName")} rules={[needed]}><Input maxLength={100} autoFocus data-testid="office-name" /></Form.Item>
        {!office && <Form.Item name="id" label={t("admin.officeID")} extra={t("admin.officeIDSays")} rules={[needed]}><Input maxLength={64} data-testid="office-id" /></Form.Item>}
        <Form.Item name="level" label={t("admin.levelTitle")} rules={[needed]}><Select options={levels.map((l) => ({ value: l, label: t(`admin.level.${l}`) }))} /></Form.Item>
        {!top && <Form.Item name="parent" label={t("admin.parent")} rules={[needed]}><Select showSearch={{ optionFilterProp: "label" }} options={above.map((o) => ({ value: o.id, label: o.name }))} /></Form.Item>}
        <Form.Item name="division" label={t("admin.division")} extra={t("admin.divisionSays")}><Input maxLength={12} inputMode="numeric" /></Form.Item>
        <div aria-live="polite">{put.isError && <Alert type="error" showIcon title={sentence(put.error)} style={{ marginBottom: 12 }} />}</div>
        <Button type="primary" htmlType="submit" loading={put.isPending} data-testid="office-save">{t("admin.save")}</Button>
      </Form>
    </SideDrawer>
  );
}
