// How figures and dates are written. Pure functions; nothing here knows React.
import type { Language } from "./language";

/** riskText writes a risk coefficient with two decimals: 0.83. */
export function riskText(risk: number): string {
  return risk.toFixed(2);
}

/** shareText writes what an indicator adds, with its sign: +0.30, −0.15, 0.00. */
export function shareText(share: number): string {
  const size = Math.abs(share).toFixed(2);
  if (size === "0.00") return size;
  return (share < 0 ? "−" : "+") + size;
}

/** percentText writes a share as a percentage: 12.5%. */
export function percentText(share: number): string {
  return decimals(share * 100, 1) + "%";
}

/** countText writes a whole number with thousands separators. Where there may be more and none was counted yet, nothing is known. */
export function countText(n: number, more = false): string {
  if (more && n === 0) return "—";
  return Math.round(n).toLocaleString("en-US") + (more ? "+" : "");
}

/** amountText writes yuan: in Chinese 万元 from ten thousand upward, else 元; in English ¥ with separators. */
export function amountText(yuan: number | null | undefined, language: Language): string {
  if (yuan === null || yuan === undefined) return "—";
  if (language === "en") return (yuan < 0 ? "−¥" : "¥") + decimals(Math.abs(yuan), 2);
  if (Math.abs(yuan) >= 10_000) return decimals(yuan / 10_000, 2) + " 万元";
  return decimals(yuan, 2) + " 元";
}

/** sumText writes yuan to the cent, so that it can be compared with a document: 123,456.78 元; in English ¥123,456.78. */
export function sumText(yuan: number, language: Language): string {
  return language === "en" ? amountText(yuan, language) : decimals(yuan, 2) + " 元";
}

/** dateText writes the day of an ISO date or an RFC 3339 time: 2021-03-04. A dash if there is none. */
export function dateText(iso: string | null | undefined): string {
  if (!iso) return "—";
  if (/^\d{4}(-\d{2}){0,2}$/.test(iso)) return iso;
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** timeText writes day and minute of an RFC 3339 time: 2021-03-04 09:05. */
export function timeText(iso: string | null | undefined): string {
  const at = new Date(iso ?? "");
  if (Number.isNaN(at.getTime())) return dateText(iso);
  return `${dateText(iso)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** articleText names an article of a law: 第18条, 第307条之一; Art. 18. */
export function articleText(article: string, language: Language): string {
  if (language === "en") return "Art. " + article;
  const [main = "", sub] = article.split("-");
  const tail = sub === undefined ? "" : "之" + (ordinals[Number(sub)] ?? sub);
  return /^\d+$/.test(main) ? `第${main}条${tail}` : article;
}

const ordinals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** quantityText writes a measured value in its unit (cases, share, yuan, days, months, years, people, records). */
export function quantityText(value: number, unit: string, language: Language): string {
  if (unit === "share") return decimals(value * 100, 1) + "%";
  if (unit === "yuan") return amountText(value, language);
  const words = language === "zh" ? zhUnits : enUnits;
  const word = words[unit];
  const written = decimals(value, 2);
  return written + (word ? " " + (language === "en" && written === "1" ? (enOne[unit] ?? word) : word) : "");
}

const zhUnits: Record<string, string> = { cases: "件", days: "天", people: "人", months: "个月", years: "年", records: "条", percent: "%" };
const enUnits: Record<string, string> = {
  cases: "cases",
  days: "days",
  people: "people",
  months: "months",
  years: "years",
  records: "records",
  percent: "%",
};

const enOne: Record<string, string> = { cases: "case", days: "day", people: "person", months: "month", years: "year", records: "record" };

/** listText joins values as the language does. */
export function listText(values: readonly string[], language: Language): string {
  return values.join(language === "zh" ? "、" : ", ");
}

function decimals(n: number, most: number): string {
  return n.toLocaleString("en-US", { maximumFractionDigits: most });
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
