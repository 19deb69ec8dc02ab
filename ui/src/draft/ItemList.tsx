import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/i18n";
import type { Scope } from "./FieldEditor";
import { FieldList } from "./FieldList";
import { addAt, moveAt, type Path, removeAt, setAt } from "./rule";
import type { Spec } from "./spec";

interface Props {
  source: string;
  path: Path;
  items: readonly Record<string, unknown>[];
  spec: Spec;
  scope: Scope;
  /** The table that is meant where none is named. */
  table: string;
  label: string;
  /** More about each, beside its name. */
  aside?: (item: Record<string, unknown>) => ReactNode;
  onSource: (source: string) => void;
}

/** A list of things in a model: each opens into its fields; more can be added, moved and taken out. */
export function ItemList({ source, path, items, spec, scope, table, label, aside, onSource }: Props) {
  const { t, text } = useWords();
  const [open, setOpen] = useState(-1);
  const title = (item: Record<string, unknown>, n: number) => text(item.title as { zh: string; en: string } | undefined) || [item.law, item.version, item.article, item.dataset, item.field].filter(Boolean).join(" ") || String(item.name ?? item.subject ?? item.id ?? (spec.rows ? Object.keys(item).filter((k) => typeof item[k] === "object").join(", ") : n + 1));
  const move = (n: number, by: 1 | -1) => { onSource(moveAt(source, path, n, by)); setOpen(n + by); };
  return (
    <div className="item-list" role="group" aria-label={label} data-testid={`items-${path.at(-1)}`}>
      <ol>
        {items.map((item, n) => (
          <li key={n}>
            <button type="button" className="plain-button item-head" aria-expanded={open === n} onClick={() => setOpen(open === n ? -1 : n)} data-testid="item-head" data-item={String(item.id ?? n)}>
              <span aria-hidden>{open === n ? "▾" : "▸"}</span> {title(item, n)} {item.id !== undefined && title(item, n) !== item.id && <code className="quiet">{String(item.id)}</code>}
              {typeof item.weight === "number" && <span className="quiet push figure">{item.weight}</span>}
              {aside?.(item)}
            </button>
            {open === n && (
              <div className="item-body">
                <FieldList fields={spec.fields} body={item} source={source} path={[...path, n]} scope={scope} table={table} rows={spec.rows} onSource={onSource} />
                {!scope.disabled && (
                  <div className="item-acts">
                    <Button size="small" disabled={n === 0} aria-label={t("draft.up")} onClick={() => move(n, -1)}>↑</Button>
                    <Button size="small" disabled={n === items.length - 1} aria-label={t("draft.down")} onClick={() => move(n, 1)}>↓</Button>
                    <Button size="small" danger onClick={() => { onSource(items.length === 1 ? setAt(source, path, undefined) : removeAt(source, path, n)); setOpen(-1); }} data-testid="item-remove">{t("draft.removeItem")}</Button>
                  </div>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {!scope.disabled && <Button size="small" onClick={() => { onSource(addAt(source, path, spec.blank(items.length + 1))); setOpen(items.length); }} data-testid="item-add">{t("draft.addItem")}</Button>}
    </div>
  );
}
