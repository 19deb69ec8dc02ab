// For what somebody looks at what is sensitive, in their words: stated once for a clue or a
// matter, and kept by this page until it is closed.
import { useSyncExternalStore } from "react";

const stated = new Map<string, string>();
const followers = new Set<() => void>();

/** state keeps a purpose; an empty one takes it back. */
function state(of: string, purpose: string): void {
  if (purpose === "") stated.delete(of);
  else stated.set(of, purpose);
  for (const tell of followers) tell();
}

function follow(tell: () => void): () => void {
  followers.add(tell);
  return () => followers.delete(tell);
}

/** usePurpose gives what was stated for a clue or a matter, and lets another purpose be stated. */
export function usePurpose(of: string): [string, (purpose: string) => void] {
  return [useSyncExternalStore(follow, () => stated.get(of) ?? ""), (purpose) => state(of, purpose)];
}
