import { Button, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Matter } from "../api/types";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";
import { matterNumber } from "./columns";
import { useAct, useMatters, useRelations } from "./queries";

type MatterLink = Matter["links"][number];

/** The matters that belong to this one and what it is to each, with the ways to link and to unlink. */
export function LinkedMatters({ matter }: { matter: Matter }) {
  const { t, text } = useWords();
  const act = useAct(matter);
  const remove = (l: MatterLink) => act.mutate({ what: "links", body: { matter: l.matter, relation: l.relation, remove: true } });
  return (
    <>
      <h3>{t("matter.links.title")}</h3>
      <ul>
        {matter.links.map((l) => (
          <li key={l.relation + l.matter} data-testid="matter-link">
            {t("matter.links.says", { relation: text(l.relation_title) })}
            <Link to={`/matters/${l.matter}`}>{l.title}</Link> <span className="quiet">{[l.number, l.note].filter(Boolean).join(" · ")}</span>
            {!matter.closed && <> <Button size="small" type="text" disabled={act.isPending} onClick={() => remove(l)} data-testid="unlink-matter">{t("matter.links.remove")}</Button></>}
          </li>
        ))}
      </ul>
      {!matter.closed && <AddLink matter={matter} />}
      <ActFault act={act} matter={matter.id} />
    </>
  );
}

/** Names another matter, found by its title, and what this one is to it. */
function AddLink({ matter }: { matter: Matter }) {
  const { t, text } = useWords();
  const act = useAct(matter);
  const relations = useRelations();
  const [q, setQ] = useState("");
  const [link, setLink] = useState<{ matter?: string; relation?: string; note: string }>({ note: "" });
  const found = useMatters({ q: q.trim() || undefined, limit: 20 });
  const others = (found.data?.items ?? []).filter((m) => m.id !== matter.id);
  const add = () => {
    const { matter: other, relation, note } = link;
    if (other && relation) act.mutate({ what: "links", body: { matter: other, relation, note: note.trim() } }, { onSuccess: () => setLink({ note: "" }) });
  };
  return (
    // No form: Enter in a list chooses something and must not link at once.
    <div className="inline-form" role="group" aria-label={t("matter.links.add")}>
      <Select
        aria-label={t("matter.links.relation")} placeholder={t("matter.links.relation")} value={link.relation} loading={relations.isPending} style={{ minWidth: 200 }} data-testid="link-relation"
        showSearch={{ optionFilterProp: "label" }} onChange={(relation: string) => setLink({ ...link, relation })}
        options={(relations.data ?? []).map((r) => ({ value: r.id, label: text(r.title) }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
      />
      <Select
        aria-label={t("matter.links.other")} placeholder={t("matter.links.search")} value={link.matter} loading={found.isFetching} style={{ minWidth: 240 }} data-testid="link-other"
        showSearch={{ filterOption: false, onSearch: setQ }} notFoundContent={t("matter.links.noOther")} onChange={(other: string) => setLink({ ...link, matter: other })}
        options={others.map((m) => ({ value: m.id, label: `${m.title} ${text(m.procedure_title)} ${matterNumber(m)}` }))} optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
      />
      <Input aria-label={t("matter.links.note")} placeholder={t("matter.links.note")} value={link.note} maxLength={500} style={{ flexBasis: "100%" }} onChange={(e) => setLink({ ...link, note: e.target.value })} />
      <Button disabled={!link.matter || !link.relation} loading={act.isPending} onClick={add} data-testid="link-add">{t("matter.links.add")}</Button>
      <ActFault act={act} matter={matter.id} />
    </div>
  );
}
