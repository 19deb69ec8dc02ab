import { Button } from "antd";
import { useState } from "react";
import type { Span } from "../document/span";
import { useWords } from "../words/i18n";
import { EntryItem } from "./EntryItem";
import type { Group } from "./groups";

/** Entries shown before the rest is asked for. */
const few = 20;

interface Props {
  group: Group;
  spot: Span | null;
  onPoint: (span: Span) => void;
}

/** A group of the panel: open if it has entries, else closed. */
export function GroupSection({ group: { key, entries }, spot, onPoint }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  return (
    <details className="taken-group" data-group={key} open={entries.length > 0}>
      <summary>{t(`taken.groups.${key}`)} <span className="quiet figure">{entries.length}</span></summary>
      {entries.length === 0 && <p className="quiet taken-none">{t("taken.none")}</p>}
      <ul>
        {(all ? entries : entries.slice(0, few)).map((e, i) => <EntryItem key={i} entry={e} spot={spot} onPoint={onPoint} />)}
      </ul>
      {entries.length > few && (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? t("why.fewer") : t("taken.all", { n: entries.length })}
        </Button>
      )}
    </details>
  );
}
