/** Bytes as people read them: `3.1 MB`, in the way of the language. Pure. */
const UNITS = ["B", "kB", "MB", "GB"] as const;

export function sizeOf(bytes: number, language: string): string {
  const step = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: step > 1 ? 1 : 0 });
  return `${amount.format(bytes / 1024 ** step)} ${UNITS[step]}`;
}
