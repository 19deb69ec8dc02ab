/** isOneOf reports whether x is a code that this version has words for; others are shown as they came. */
export function isOneOf<T extends string>(all: readonly T[], x: string): x is T {
  return (all as readonly string[]).includes(x);
}
