/** The variables in a text, as `{order}` and `{sum:money KRW}`. Pure. */

/** Each name once, in the order of the text; `{{` is a brace. */
export function variablesOf(text: string): string[] {
  const found = text.replaceAll("{{", "").matchAll(/\{([a-z0-9_.-]+)(?::[^{}]*)?\}/g);
  return [...new Set([...found].map(([, name]) => name ?? ""))];
}
