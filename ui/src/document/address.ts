/** documentPage is where a court document stands by itself, looked at for a clue or a matter, or for neither. */
export function documentPage(id: string, of = ""): string {
  return `/documents/${encodeURIComponent(id)}${of ? `?for=${encodeURIComponent(of)}` : ""}`;
}

/** subjectPage is the page of the clue or the matter that something is looked at for. */
export function subjectPage(of: string): string {
  return `${of.startsWith("m-") ? "/matters" : "/clues"}/${encodeURIComponent(of)}`;
}
