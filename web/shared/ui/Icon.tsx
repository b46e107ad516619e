/** Small line drawings, 24 × 24. Always beside a word or on a named button, so they are hidden from readers. */

const drawings = {
  desk: "M4 5h16v11H4zM9 20h6M12 16v4",
  tickets: "M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM10 7v10",
  board: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
  figures: "M4 20h16M7 16v-4M12 16V6M17 16V9",
  prompts: "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
  callbacks: "M20 7H8a4 4 0 0 0 0 8h9M13 11l4 4-4 4",
  routes: "M5 4h5v5H5zM14 15h5v5h-5zM14 4h5v5h-5zM10 6.500h4M7.500 9v8.500H14",
  phone:
    "M6.500 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15 15 0 0 1 4.500 6a2 2 0 0 1 2-2z",
  hangUp: "M3 14c5-5.500 13-5.500 18 0l-2 2.500-3.500-1.500v-2.500c-2.200-.7-4.800-.7-7 0v2.500L5 16.500z",
  hold: "M9 5v14M15 5v14",
  resume: "M8 5l11 7-11 7z",
  mute: "M9 6a3 3 0 0 1 6 0v5a3 3 0 0 1-.2 1M9 9v2a3 3 0 0 0 4 2.800M6 11a6 6 0 0 0 9 5.200M18 11c0 1-.2 1.900-.6 2.700M12 17v4M4 4l16 16",
  microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  keypad: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  search: "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.500 15.500L20 20",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l4.500 4.500L19 7.500",
  chevron: "M6 9l6 6 6-6",
  back: "M14 6l-6 6 6 6",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM5 20a7 7 0 0 1 14 0",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
  ring: "M6 16v-5a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  keyboard: "M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M8 14h8",
  transfer: "M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4",
  join: "M5 5l7 7 7-7M12 12v8",
  complete: "M4 12h12M12 8l4 4-4 4M20 5v14",
  giveBack: "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 5 5v2",
  swap: "M7 4v15M3.500 8L7 4.500 10.500 8M17 20V5M13.500 16l3.500 3.500 3.500-3.500",
  float: "M4 5h16v14H4zM12 11h8v8h-8z",
  copy: "M9 9h10v10H9zM5 15V5h10",
  window: "M10 5H5v14h14v-5M13 5h6v6M19 5l-8 8",
  dock: "M4 5h16v14H4zM14 5v14",
  move: "M12 3v18M3 12h18M9.500 5.500L12 3l2.500 2.500M9.500 18.500L12 21l2.500-2.500M5.500 9.500L3 12l2.500 2.500M18.500 9.500L21 12l-2.500 2.500",
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const bold = name === "keypad" ? 3 : 1.7;
  return (
    <svg
      aria-hidden="true"
      fill={name === "resume" ? "currentColor" : "none"}
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={bold}
      style={{ flex: "none" }}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={drawings[name]} />
    </svg>
  );
}

export function Mark({ size = 32 }: { size?: number }) {
  return <img alt="" height={size} src="/icon.svg" width={size} />;
}
