import { Button } from "antd";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { pageSize } from "./filter";

interface Props {
  shown: number;
  /** Clues under all filters; undefined while that is not known. */
  total: number | undefined;
  /** There are more than total. */
  more?: boolean;
  /** Cursors of the pages before this one; undefined if the address was opened in the middle. */
  trail: string[] | undefined;
  next: string | null;
  onFirst: () => void;
  onBack: () => void;
  onNext: () => void;
}

/** Where one is in the list, and the ways forward and back. */
export function Pager({ shown, total, more = false, trail, next, onFirst, onBack, onNext }: Props) {
  const { t } = useWords();
  const first = trail && trail.length * pageSize + 1;
  // Where counting stopped early, what is shown is known besides.
  const known = total === undefined || !more || first === undefined ? total : Math.max(total, first + shown - 1);
  return (
    <nav className="pager" aria-label={t("list.pages")}>
      <span className="figure" data-testid="total">
        {total !== undefined && first !== undefined && shown > 0 &&
          t("list.range", { from: countText(first), to: countText(first + shown - 1), total: countText(known ?? 0, more) })}
        {total !== undefined && (first === undefined || shown === 0) && t("list.total", { total: countText(total, more) })}
      </span>
      {trail === undefined ? (
        <Button size="small" onClick={onFirst}>{t("list.first")}</Button>
      ) : (
        <Button size="small" disabled={trail.length === 0} onClick={onBack}>{t("list.back")}</Button>
      )}
      <Button size="small" disabled={!next} onClick={onNext}>{t("list.next")}</Button>
    </nav>
  );
}
