/** Browsers by the names that people know, from what they say about themselves. */

/** The first that fits: those built on Chromium say Chrome too, and nearly all say Safari. */
const BROWSERS = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Whale", /\bWhale\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /(Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;
const SYSTEMS = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(iPhone|iPad|iPod)\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** Such as "Chrome · Windows"; what is not known stays as it was told. */
export function browserOf(told: string): string {
  const named = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(told))?.[0]);
  return named[0] ? named.filter(Boolean).join(" · ") : told;
}
