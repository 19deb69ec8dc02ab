import { Button } from "antd";
import { useWords } from "../words/i18n";

/** Nothing to list: either the filters leave everything out, or no model has been run yet. */
export function EmptyList({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useWords();
  if (filtered) {
    return (
      <div className="notice">
        <h2>{t("list.noMatch")}</h2>
        <Button onClick={onClear}>{t("list.clear")}</Button>
      </div>
    );
  }
  return (
    <div className="notice" data-testid="no-clues">
      <h2>{t("list.none")}</h2>
      <p>{t("list.noneSays")}</p>
      <code>mingjian import judgments PATH</code>
      <code>mingjian scan</code>
    </div>
  );
}
