import { useCallback } from "react";
import type { NetworkEdge } from "../api/types";
import { useCodes } from "../words/codes";
import { amountText, countText } from "../words/format";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const kinds = [
  "party", "agent", "acts_for", "transfer", "spouse", "parent", "sibling", "household", "guardian", "legal_rep", "officer", "shareholder", "employer",
  "guarantor", "creditor", "same_agent", "same_address", "same_phone", "other",
] as const;

/** Turns relations into sentences, as the picture shows them. */
export function useSays(names: Map<string, string>) {
  const { t, language } = useWords();
  const code = useCodes();
  const kindName = useCallback((kind: string) => (isOneOf(kinds, kind) ? t(`network.kind.${kind}`) : kind), [t]);
  const says = useCallback(
    (e: NetworkEdge): string => {
      const blanks = {
        a: names.get(e.from) ?? e.from, b: names.get(e.to) ?? e.to,
        role: e.role ? within(code(e.kind === "party" ? "role" : "agent", e.role)) : t("network.someRole"),
        amount: amountText(e.amount ?? 0, language), n: countText(e.records),
      };
      const sentence = isOneOf(kinds, e.kind) ? t(`network.says.${e.kind}`, blanks) : t("network.says.other", blanks);
      const when = e.since && e.until && e.since !== e.until ? `${e.since} – ${e.until}` : e.since || e.until || "";
      return when ? t("network.saysWhen", { sentence, when }) : t("network.saysEver", { sentence });
    },
    [names, t, code, language],
  );
  return { says, kindName };
}

/** within writes a name that begins with a capital as it stands inside a sentence. */
const within = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
