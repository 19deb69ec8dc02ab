import { Alert, Button, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import type { ColumnChoice, Upload } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useStandard } from "../standard/queries";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { type Place, useStart } from "./queries";

interface Props {
  upload: Upload;
  place: Place;
  choices: ColumnChoice[];
  onBack: () => void;
  onStarted: (run: string) => void;
}

interface Basis { agency: string; authorisation: string; purpose: string; retain?: Dayjs }

/** By what right the data is here. Without it nothing is imported. */
export function BasisStep({ upload, place, choices, onBack, onStarted }: Props) {
  const { t } = useWords();
  const say = useCodes();
  const sentence = useFaultSentence();
  const start = useStart();
  const owner = useStandard(place.standard).data?.owner;
  const submit = (b: Basis) =>
    start.mutate(
      {
        upload: upload.id, sheet: place.sheet, header: place.header || undefined, standard: place.standard, columns: choices,
        agency: b.agency, authorisation: b.authorisation, purpose: b.purpose, retain_until: b.retain?.format("YYYY-MM-DD"),
      },
      { onSuccess: (run) => onStarted(run.id) },
    );
  const needed = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <section className="panel panel-body">
      <p className="lead">{t("intake.basisSays")}</p>
      <Form<Basis> layout="vertical" onFinish={submit} requiredMark className="basis-form" data-testid="basis">
        <Form.Item name="agency" label={t("imports.agency")} rules={needed(t("intake.needAgency"))}>
          <Input maxLength={200} placeholder={owner ? t("intake.agencyHint", { owner: say("owner", owner) }) : undefined} data-testid="basis-agency" />
        </Form.Item>
        <Form.Item name="authorisation" label={t("imports.authorisation")} rules={needed(t("intake.needAuthorisation"))}>
          <Input maxLength={200} placeholder={t("intake.authorisationHint")} data-testid="basis-authorisation" />
        </Form.Item>
        <Form.Item name="purpose" label={t("imports.purpose")} rules={needed(t("intake.needPurpose"))}>
          <Input.TextArea rows={2} maxLength={500} placeholder={t("intake.purposeHint")} data-testid="basis-purpose" />
        </Form.Item>
        <Form.Item name="retain" label={t("imports.retain")} extra={t("intake.retainSays")}>
          <DatePicker disabledDate={(d) => d.valueOf() < Date.now()} style={{ width: 180 }} />
        </Form.Item>
        {start.isError && <Alert type="error" showIcon title={sentence(start.error)} />}
        <footer className="wizard-foot">
          <Button onClick={onBack}>{t("intake.back")}</Button>
          <Button type="primary" htmlType="submit" loading={start.isPending} data-testid="start-import">{t("intake.start")}</Button>
        </footer>
      </Form>
    </section>
  );
}
