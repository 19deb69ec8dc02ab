/** twoLines breaks a name into at most two lines of so many full-width characters; what is left over becomes "…". */
export function twoLines(name: string, width: number): string {
  const words = name.match(/[!-,.-~]*-|[!-,.-~]+\s*|\s+|.[、，。；：）》]*/gu) ?? [];
  const [first, rest] = fill(words, width);
  if (rest.length === 0) return first;
  const [second, over] = fill(rest, width);
  if (over.length === 0) return `${first.trimEnd()}\n${second}`;
  const [cut] = fill([...rest.join("")], width - 1);
  return `${first.trimEnd()}\n${cut.trimEnd()}…`;
}

/** fill takes words as long as they fit; always at least one. */
function fill(words: string[], width: number): [string, string[]] {
  let [taken, room] = [0, width];
  for (const w of words) {
    room -= widthOf(w.trimEnd());
    if (room < 0 && taken > 0) break;
    room -= widthOf(w) - widthOf(w.trimEnd());
    taken++;
  }
  return [words.slice(0, taken).join(""), words.slice(taken)];
}

/** widthOf measures in full-width characters; Latin letters count about half. */
function widthOf(s: string): number {
  return [...s].reduce((sum, c) => sum + (c < "\u0300" ? 0.52 : 1), 0);
}
