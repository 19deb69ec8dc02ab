import { useCodes } from "../words/codes";

interface Props {
  procedure: string;
  docType: string;
}

/** What kind of paper it is and of which proceeding. */
export function PaperName({ procedure, docType }: Props) {
  const name = useCodes();
  return <>{[name("procedure", procedure), name("paper", docType)].filter(Boolean).join(" · ")}</>;
}
