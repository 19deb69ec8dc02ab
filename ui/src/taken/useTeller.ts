import { useMemo } from "react";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import type { Teller } from "./entry";

/** useTeller gives the words that entries are told in. */
export function useTeller(): Teller {
  const { t, language } = useWords();
  const name = useCodes();
  return useMemo(() => ({ t, name, language }), [t, name, language]);
}
