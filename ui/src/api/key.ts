/** newKey names a request, so that one that is sent twice acts once. */
export function newKey(): string {
  // randomUUID is there only on https and localhost; an office may have neither.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}
