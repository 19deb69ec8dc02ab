import { Alert, Button, Form, Input, QRCode } from "antd";
import type { Offer } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { CodeSheet } from "./CodeSheet";
import { useCodesRead, useOfferFactor, useSetFactor } from "./queries";

interface Props {
  /** The password is asked for first; not right after it was typed to sign in. */
  asks: boolean;
  onDone?: () => void;
}

/** Sets a second factor up: shows it, has a code of it typed, shows the recovery codes. */
export function FactorSetup({ asks, onDone }: Props) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  const offer = useOfferFactor();
  const set = useSetFactor();
  const read = useCodesRead();
  if (set.data) return <CodeSheet codes={set.data.codes} onRead={() => { read(); onDone?.(); }} />;
  if (offer.data) return <Proof offer={offer.data} pending={set.isPending} failure={set.isError ? sentence(set.error) : ""} onCode={(code) => set.mutate(code)} onCancel={onDone} />;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(v: { password?: string }) => offer.mutate(v.password ?? "")}>
      {asks && (
        <Form.Item name="password" label={t("account.factorPassword")} rules={[{ required: true, message: t("account.needed") }]}>
          <Input.Password autoComplete="current-password" autoFocus data-testid="factor-password" />
        </Form.Item>
      )}
      <div aria-live="polite">
        {offer.isError && <Alert type="error" showIcon title={sentence(offer.error)} style={{ marginBottom: 12 }} />}
      </div>
      <Button type="primary" htmlType="submit" loading={offer.isPending} data-testid="factor-begin">{t("account.begin")}</Button>
      {onDone && <Button type="link" onClick={onDone}>{t("account.cancel")}</Button>}
    </Form>
  );
}

interface ProofProps {
  offer: Offer;
  pending: boolean;
  failure: string;
  onCode: (code: string) => void;
  onCancel?: (() => void) | undefined;
}

function Proof({ offer, pending, failure, onCode, onCancel }: ProofProps) {
  const { t } = useWords();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(v: { code: string }) => onCode(v.code.trim())}>
      <p>{t("account.scan")}</p>
      <div className="factor-code" role="img" aria-label={t("account.scanLabel")}>
        <div aria-hidden="true"><QRCode value={offer.uri} type="svg" size={176} errorLevel="M" /></div>
      </div>
      <p>{t("account.typeIn")}</p>
      <p><code className="factor-secret" data-testid="factor-secret">{offer.secret.replace(/(.{4})/g, "$1 ").trim()}</code></p>
      <Form.Item name="code" label={t("account.prove")} rules={[{ required: true, message: t("stage.codeNeeded") }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus data-testid="factor-code" />
      </Form.Item>
      <div aria-live="polite">{failure && <Alert type="error" showIcon title={failure} style={{ marginBottom: 12 }} />}</div>
      <Button type="primary" htmlType="submit" loading={pending} data-testid="factor-prove">{t("account.proveDo")}</Button>
      {onCancel && <Button type="link" onClick={onCancel}>{t("account.cancel")}</Button>}
    </Form>
  );
}
