// What a browser says of itself, in two words. What is not known stays as it is sent.

const browsers: [RegExp, string][] = [
  [/\bEdg\//, "Edge"],
  [/\bFirefox\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** deviceName says Chrome · Windows of the words that a browser sends; empty if there are none. */
export function deviceName(agent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([form]) => form.test(agent))?.[1];
  const parts = [named(browsers), named(systems)].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : agent.slice(0, 40);
}
