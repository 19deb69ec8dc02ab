import { FileProtectOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { NetworkQuestion } from "../api/types";
import { useMatters } from "../matter/queries";
import { opensMatters } from "../session/pages";
import { useSession } from "../session/queries";
import { useFaultSentence } from "../shell/FaultNotice";
import { useFocusBack } from "../shell/useFocusBack";
import { useWords } from "../words/i18n";
import { useExhibit } from "./queries";

/** Saves what is drawn as evidence of one of the person's matters. */
export function ExhibitForm({ question }: { question: NetworkQuestion }) {
  const { t } = useWords();
  const role = useSession().data?.role;
  const [open, setOpen] = useState(false);
  if (!opensMatters(role)) return null;
  return (
    <>
      <Button size="small" icon={<FileProtectOutlined aria-hidden />} onClick={() => setOpen(true)} data-testid="network-save">{t("network.save")}</Button>
      {open && <Saving question={question} onClose={() => setOpen(false)} />}
    </>
  );
}

function Saving({ question, onClose }: { question: NetworkQuestion; onClose: () => void }) {
  useFocusBack();
  const { t } = useWords();
  const matters = useMatters({ mine: true, limit: 100 });
  const [matter, setMatter] = useState<string>();
  const [title, setTitle] = useState(t("network.title"));
  const save = useExhibit();
  const sentence = useFaultSentence();
  const chosen = (matters.data?.items ?? []).find((m) => m.id === matter);
  const saved = save.data?.evidence.at(-1);
  return (
    <Modal
      open title={t("network.save")} onCancel={onClose} okText={t("network.saveNow")} cancelText={t("network.close")}
      okButtonProps={{ disabled: !chosen || !title.trim() || save.isPending || save.isSuccess }}
      onOk={() => chosen && save.mutate({ matter: chosen.id, version: chosen.state_version, title: title.trim(), question })}
    >
      <div className="network-save">
        <p className="quiet">{t("network.saveSays")}</p>
        <Select
          value={matter} onChange={setMatter} loading={matters.isPending} placeholder={t("network.whichMatter")} aria-label={t("network.whichMatter")} data-testid="network-matter"
          options={(matters.data?.items ?? []).map((m) => ({ value: m.id, label: m.title }))} notFoundContent={t("network.noMatter")}
        />
        <Input value={title} maxLength={200} onChange={(e) => setTitle(e.target.value)} aria-label={t("network.saveTitle")} />
        {save.isError && <Alert type="error" showIcon title={sentence(save.error)} />}
        {saved && (
          <Alert
            type="success" showIcon data-testid="network-saved" title={<Link to={`/matters/${matter}?tab=evidence`}>{t("network.saved")}</Link>}
            description={<><span className="saved-hash">SHA-256 {saved.sha256}</span> <a href={`/api/matters/${matter}/exhibits/${saved.sha256}`}>{t("network.download")}</a></>}
          />
        )}
      </div>
    </Modal>
  );
}
