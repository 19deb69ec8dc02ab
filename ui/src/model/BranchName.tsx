import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const branches = ["criminal", "civil", "administrative", "public-interest"] as const;

/** The branch of supervision that a model belongs to. */
export function BranchName({ branch }: { branch: string }) {
  const { t } = useWords();
  return <>{isOneOf(branches, branch) ? t(`branch.${branch}`) : branch}</>;
}
