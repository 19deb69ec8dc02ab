import { files } from "../words/files";
import type { useWords } from "../words/i18n";

/**
 * program is the name under which the program itself acts in an exchange: answers sent by itself, receipts. It
 * travels in letters as people's names do, in Chinese, so it is known by what the Chinese pages call it.
 */
const program = files.zh.admin.system;

/** whoText is the name of whoever acted, the program's own in the reader's language. */
export const whoText = (name: string, t: ReturnType<typeof useWords>["t"]): string => (name === program ? t("admin.system") : name);
