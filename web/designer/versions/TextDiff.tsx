import type { DiffLine } from "@/designer/route/compare";

/** Changed lines of a text; + and − are said, not only coloured. */
export function TextDiff({ lines }: { lines: readonly DiffLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in
    <pre className="diff" tabIndex={0}>
      {lines.map(({ sign, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <span data-sign={sign} key={index}>
          {sign === " " && text === "" ? " ⋯" : `${sign} ${text}`}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
