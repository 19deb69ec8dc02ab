import { useWords } from "../words/i18n";

/** The branch of supervision that a model belongs to. An unknown one is shown as it came. */
export function BranchName({ branch }: { branch: string }) {
  const { t } = useWords();
  switch (branch) {
    case "criminal":
    case "civil":
    case "administrative":
    case "public-interest":
      return t(`branch.${branch}`);
    default:
      return branch;
  }
}
