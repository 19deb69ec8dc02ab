import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import type { OwnAccount } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { CodeSheet } from "./CodeSheet";
import { FactorSetup } from "./FactorSetup";
import { useCodesRead, useDropFactor, useRenewCodes } from "./queries";

type Doing = "" | "setup" | "renew" | "drop";

/** The second factor: how it stands, and what can be done about it. */
export function FactorPanel({ account }: { account: OwnAccount }) {
  const { t } = useWords();
  const [doing, setDoing] = useState<Doing>("");
  const done = () => setDoing("");
  return (
    <section className="panel" aria-label={t("account.factorTitle")}>
      <h2>{t("account.factorTitle")}</h2>
      <div className="panel-body">
        <p>{account.second_factor ? t("account.factorOn", { n: account.codes }) : t("account.factorOff")}</p>
        {account.needs_factor && <p className="quiet">{t("account.factorNeeded")}</p>}
        {doing === "" && (
          <div className="button-row">
            <Button onClick={() => setDoing("setup")} data-testid="factor-setup">{account.second_factor ? t("account.replace") : t("account.begin")}</Button>
            {account.second_factor && <Button onClick={() => setDoing("renew")} data-testid="factor-renew">{t("account.renew")}</Button>}
            {account.second_factor && !account.needs_factor && <Button danger onClick={() => setDoing("drop")} data-testid="factor-drop">{t("account.drop")}</Button>}
          </div>
        )}
        {doing === "setup" && <FactorSetup asks onDone={done} />}
        {doing === "renew" && <Renew onDone={done} />}
        {doing === "drop" && <Drop onDone={done} />}
      </div>
    </section>
  );
}

function Renew({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const renew = useRenewCodes();
  const read = useCodesRead();
  if (renew.data) return <CodeSheet codes={renew.data.codes} onRead={() => { read(); onDone(); }} />;
  return <AskPassword label={t("account.renew")} pending={renew.isPending} error={renew.error} onPassword={(p) => renew.mutate(p)} onCancel={onDone} />;
}

function Drop({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const drop = useDropFactor();
  return <AskPassword label={t("account.drop")} danger pending={drop.isPending} error={drop.error} onPassword={(p) => drop.mutate(p, { onSuccess: onDone })} onCancel={onDone} />;
}

interface AskProps {
  label: string;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onPassword: (password: string) => void;
  onCancel: () => void;
}

function AskPassword({ label, danger = false, pending, error, onPassword, onCancel }: AskProps) {
  const { t } = useWords();
  const sentence = useFaultSentence();
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(v: { password: string }) => onPassword(v.password)}>
      <Form.Item name="password" label={t("account.factorPassword")} rules={[{ required: true, message: t("account.needed") }]}>
        <Input.Password autoComplete="current-password" autoFocus data-testid="ask-password" />
      </Form.Item>
      <div aria-live="polite">{error ? <Alert type="error" showIcon title={sentence(error)} style={{ marginBottom: 12 }} /> : null}</div>
      <Button type="primary" danger={danger} htmlType="submit" loading={pending}>{label}</Button>
      <Button type="link" onClick={onCancel}>{t("account.cancel")}</Button>
    </Form>
  );
}
