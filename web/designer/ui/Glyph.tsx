/** Line drawings of these pages, 24 × 24; always on a named button or beside a word. */

const drawings = {
  search: "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.500 15.500L20 20",
  arrange: "M4 4h6v6H4zM14 4h6v4h-6zM14 12h6v4h-6zM10 7h4M12 7v7h2M4 14h6v6H4z",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  keyboard: "M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M8 14h8",
  undo: "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 5 5v2",
  redo: "M15 6l5 5-5 5M20 11H10a5 5 0 0 0-5 5v2",
  back: "M14 6l-6 6 6 6",
  play: "M8 5l11 7-11 7z",
  drop: "M6 6l12 12M18 6L6 18",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  sound: "M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
  check: "M5 12.500l4.500 4.500L19 7.500",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  copy: "M8 8h12v12H8zM4 16V4h12",
  flag: "M6 21V4h11l-2 4 2 4H6",
  call: "M6.500 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15 15 0 0 1 4.500 6a2 2 0 0 1 2-2z",
  hangUp: "M3 14c5-5.500 13-5.500 18 0l-2 2.500-3.500-1.500v-2.500c-2.200-.7-4.800-.7-7 0v2.500L5 16.500z",
} as const;

export type GlyphName = keyof typeof drawings;

export function Glyph({ name, size = 18 }: { name: GlyphName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      fill={name === "play" ? "currentColor" : "none"}
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={name === "more" ? 3 : 1.7}
      style={{ flex: "none" }}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={drawings[name]} />
    </svg>
  );
}
