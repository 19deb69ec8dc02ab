import type { useWords } from "../words/i18n";

/** program is the name under which the program itself acts in an exchange: answers sent by itself, receipts. */
const program = "系统";

/** whoText is the name of whoever acted, the program's own in the reader's language. */
export const whoText = (name: string, t: ReturnType<typeof useWords>["t"]): string => (name === program ? t("admin.system") : name);
