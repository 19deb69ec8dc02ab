/** paint gives a copy of an option with every colour that has a name replaced by what colour says of it. */
export function paint<T>(option: T, colour: (value: string) => string): T {
  if (typeof option === "string") return (option.startsWith("var(") ? colour(option) : option) as T;
  if (Array.isArray(option)) return option.map((x) => paint(x, colour)) as T;
  if (option === null || typeof option !== "object") return option;
  return Object.fromEntries(Object.entries(option).map(([k, v]) => [k, paint(v, colour)])) as T;
}
