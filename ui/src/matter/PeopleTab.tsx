import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { Matter } from "../api/types";
import { assignsMatters } from "../session/pages";
import { useColleagues, useSession } from "../session/queries";
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
        <Members matter={matter} />
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

/** Who handles the matter; for whoever says so, with the ways to name and to release them. */
function Members({ matter }: { matter: Matter }) {
  const { t } = useWords();
  const act = useAct(matter);
  const assigns = assignsMatters(useSession().data?.role) && !matter.closed;
  const colleagues = useColleagues(assigns);
  const [account, setAccount] = useState<string>();
  const [part, setPart] = useState<Part>("member");
  const others = (colleagues.data ?? []).filter((c) => (c.role === "handler" || c.role === "leader") && !matter.members.some((m) => m.account === c.id && m.part === part));
  const name = () => {
    if (account) act.mutate({ what: "members", body: { account, part } }, { onSuccess: () => setAccount(undefined) });
  };
  return (
    <>
      <ul>
        {matter.members.map((m) => (
          <li key={m.account} data-testid="member" data-part={m.part}>
            {m.display} <span className="quiet">{t(`matter.part.${m.part}`)}</span>
            {assigns && m.part !== "lead" && <> <Button size="small" disabled={act.isPending} onClick={() => act.mutate({ what: "departures", body: { account: m.account } })} data-testid="release-member">{t("matter.release")}</Button></>}
          </li>
        ))}
      </ul>
      {assigns && (
        // No form: Enter in the list chooses somebody and must not name them at once.
        <div className="inline-form" role="group" aria-label={t("matter.assign")}>
          <Select
            aria-label={t("matter.assignWho")} placeholder={t("matter.assignWho")} showSearch={{ optionFilterProp: "label" }} value={account} onChange={setAccount} loading={colleagues.isPending} style={{ minWidth: 220 }} data-testid="member-who"
            options={others.map((c) => ({ value: c.id, label: c.department ? `${c.display} · ${c.department}` : c.display }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
          />
          <Select aria-label={t("matter.assignPart")} value={part} onChange={setPart} options={parts.map((p) => ({ value: p, label: t(`matter.part.${p}`) }))} style={{ minWidth: 110 }} />
          <Button disabled={!account} loading={act.isPending} onClick={name} data-testid="member-assign">{t("matter.assign")}</Button>
        </div>
      )}
      <ActFault act={act} matter={matter.id} />
    </>
  );
}

type Part = Matter["members"][number]["part"];
const parts: Part[] = ["member", "lead"];

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
