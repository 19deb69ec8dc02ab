import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { kinds } from "./filter";

/** What can be asked for, and things that a register lists: a project, a lot. */
const known = [...kinds, "record"] as const;

/** What a kind of subject is called. */
export function KindName({ kind }: { kind: string }) {
  const { t } = useWords();
  return <>{isOneOf(known, kind) ? t(`subject.${kind}`) : kind}</>;
}
