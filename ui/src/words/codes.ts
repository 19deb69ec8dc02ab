// Words for the codes of the server.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { CodeGroup } from "./files";

/** A Namer gives the word for a code; one that this version has no word for is given as it came. */
export type Namer = (group: CodeGroup, code: string | undefined) => string;

/** useCodes gives the words for codes in the language of the person. */
export function useCodes(): Namer {
  const { t, i18n } = useTranslation();
  return useCallback(
    (group, code = "") => (i18n.exists(`code.${group}.${code}`) ? t(`code.${group}.${code}` as "code.side.third") : code),
    [t, i18n],
  );
}
