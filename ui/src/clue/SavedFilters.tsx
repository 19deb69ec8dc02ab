import { CloseOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import type { Filter } from "./filter";
import { filterOf, readSaved, type Saved, searchOf, withSaved, writeSaved } from "./saved";

interface Props {
  filter: Filter;
  onChoose: (f: Filter) => void;
}

/** The filters that the account has given a name, and a way to add the present one. */
export function SavedFilters({ filter, onChoose }: Props) {
  const account = useSession().data?.id ?? "";
  return account && <Of key={account} account={account} filter={filter} onChoose={onChoose} />;
}

function Of({ account, filter, onChoose }: Props & { account: string }) {
  const { t } = useWords();
  const [list, setList] = useState(() => readSaved(account));
  const [name, setName] = useState<string>();
  const keep = (next: Saved[]) => {
    if (writeSaved(account, next)) setList(next);
  };
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const given = (name ?? "").trim();
    if (given) keep(withSaved(list, given, filter));
    setName(undefined);
  };
  const now = searchOf(filter);
  return (
    <section className="saved" aria-label={t("saved.title")}>
      {list.length > 0 && (
        <ul data-testid="saved">
          {list.map((s) => (
            <li key={s.name}>
              <button type="button" className="plain-button queue" aria-pressed={s.search === now} title={s.name} onClick={() => onChoose(filterOf(s))}><span>{s.name}</span></button>
              <button type="button" className="plain-button saved-remove" aria-label={t("saved.remove", { name: s.name })} onClick={() => keep(list.filter((x) => x !== s))}><CloseOutlined aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
      {name === undefined ? (
        now !== "" && !list.some((s) => s.search === now) && <Button type="link" size="small" data-testid="save-filter" onClick={() => setName("")}>{t("saved.save")}</Button>
      ) : (
        <form onSubmit={save}>
          <Input size="small" autoFocus value={name} maxLength={20} placeholder={t("saved.name")} aria-label={t("saved.name")} data-testid="saved-name" onChange={(e) => setName(e.target.value)} onKeyDown={(e) => e.key === "Escape" && setName(undefined)} onBlur={() => !name.trim() && setName(undefined)} />
        </form>
      )}
    </section>
  );
}
