import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { Matter } from "../api/types";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { useAct } from "./queries";

type Kind = Matter["parties"][number]["kind"];
const kinds: Kind[] = ["person", "organisation", "court", "agency"];

/** Who handles the matter, and whom it concerns. */
export function PeopleTab({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const name = useCodes();
  return (
    <div className="people-tab">
      <section>
        <h2>{t("matter.members")}</h2>
        {matter.members.length === 0 && <p className="quiet">{t("matter.nobody")}</p>}
        <ul>{matter.members.map((m) => <li key={m.account}>{m.display} <span className="quiet">{t(`matter.part.${m.part}`)}</span></li>)}</ul>
      </section>
      <section>
        <h2>{t("matter.parties")}</h2>
        {matter.parties.length === 0 && <p className="quiet">{t("matter.noParty")}</p>}
        <ul>{matter.parties.map((p) => <li key={p.id}><strong>{p.name}</strong> <span className="quiet">{p.part} · {name("partyKind", p.kind)} {p.identifier} {p.note}</span></li>)}</ul>
        {!matter.closed && <AddParty matter={matter} />}
      </section>
    </div>
  );
}

function AddParty({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const name = useCodes();
  const act = useAct(matter);
  const [p, setP] = useState({ kind: "person" as Kind, part: "", name: "" });
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    act.mutate({ what: "parties", body: { kind: p.kind, part: p.part.trim(), name: p.name.trim() } }, { onSuccess: () => setP({ ...p, name: "" }) });
  };
  return (
    <form className="inline-form" onSubmit={add} aria-label={t("matter.addParty")}>
      <Select aria-label={t("matter.partyKind")} value={p.kind} onChange={(kind) => setP({ ...p, kind })} options={kinds.map((k) => ({ value: k, label: name("partyKind", k) }))} style={{ minWidth: 110 }} />
      <Input aria-label={t("matter.partyPart")} placeholder={t("matter.partyPart")} value={p.part} maxLength={40} onChange={(e) => setP({ ...p, part: e.target.value })} />
      <Input aria-label={t("matter.partyName")} placeholder={t("matter.partyName")} value={p.name} maxLength={200} onChange={(e) => setP({ ...p, name: e.target.value })} />
      <Button htmlType="submit" disabled={p.part.trim() === "" || p.name.trim() === ""} loading={act.isPending}>{t("matter.addParty")}</Button>
      <ActFault act={act} matter={matter.id} />
    </form>
  );
}
