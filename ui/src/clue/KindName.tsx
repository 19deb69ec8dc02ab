import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { kinds } from "./filter";

/** What a kind of subject is called. */
export function KindName({ kind }: { kind: string }) {
  const { t } = useWords();
  return <>{isOneOf(kinds, kind) ? t(`subject.${kind}`) : kind}</>;
}
