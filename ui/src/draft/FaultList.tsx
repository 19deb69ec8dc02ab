import { Button } from "antd";
import type { ModelFault } from "../api/types";
import { useWords } from "../words/i18n";

/** Everything that is wrong with a model; a click leads to its line. */
export function FaultList({ faults, file, onLine }: { faults: readonly ModelFault[]; file: ModelFault["file"]; onLine: (line: number) => void }) {
  const { t, text } = useWords();
  const mine = faults.filter((f) => f.file === file);
  if (mine.length === 0) return null;
  return (
    <ul className="fault-list" data-testid="fault-list">
      {mine.map((f, n) => (
        <li key={n}><Button size="small" type="link" onClick={() => onLine(f.line)}>{t("draft.line", { n: f.line })}</Button> <code className="quiet">{f.field}</code> {text(f.says)}</li>
      ))}
    </ul>
  );
}
