import { parts } from "./address";

/** A text with the words marked that were looked for. */
export function Marked({ text, words }: { text: string; words: string[] }) {
  return parts(text, words).map((p, i) => (p.hit ? <mark key={i}>{p.says}</mark> : p.says));
}
