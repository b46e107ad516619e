/** One drawing a kind of step, in the colour of its group. Always beside the name of the kind. */
import { type GROUPS, KINDS, type KindName } from "@/designer/route/kinds";

const drawings: Record<KindName | "unknown", string> = {
  say: "M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
  menu: "M6 5h.01M12 5h.01M18 5h.01M6 11h.01M12 11h.01M18 11h.01M6 17h.01M12 17h.01M18 17h.01",
  collect: "M4 8h16v8H4zM7.500 12h.01M11 12h.01M14.500 12h2",
  language: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16",
  hours: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  if: "M12 3.500l8.500 8.500-8.500 8.500L3.500 12zM12 8.500v4M12 15.500h.01",
  switch: "M4 12h4l4-6h8M8 12h12M8 12l4 6h8",
  set: "M7 4h10v16l-5-4-5 4z",
  split: "M4 12h5l5-6h5M9 12l5 6h5M16.500 3.500L19 6l-2.500 2.500M16.500 15.500L19 18l-2.500 2.500",
  lookup: "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.500 15.500L20 20",
  queue:
    "M6 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3.500 18v-2a2.500 2.500 0 0 1 5 0v2M9.500 18v-2a2.500 2.500 0 0 1 5 0v2M15.500 18v-2a2.500 2.500 0 0 1 5 0v2",
  agent: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM5 20a7 7 0 0 1 14 0",
  callback: "M20 7H8a4 4 0 0 0 0 8h9M13 11l4 4-4 4",
  transfer: "M10 5H5v14h14v-5M13 5h6v6M19 5l-8 8",
  record: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  voicemail:
    "M6.500 9a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM17.500 9a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM6.500 16h11",
  survey: "M12 4l2.400 5 5.600.700-4.100 3.800 1.100 5.500-5-2.700-5 2.700 1.100-5.500L4 9.700 9.600 9z",
  subroute: "M4 5h7v6H4zM13 13h7v6h-7zM7.500 11v5H13",
  return: "M9 6L4 11l5 5M4 11h11a5 5 0 0 1 5 5v2",
  goodbye: "M3 14c5-5.500 13-5.500 18 0l-2 2.500-3.500-1.500v-2.500c-2.200-.7-4.800-.7-7 0v2.500L5 16.500z",
  unknown: "M9 9a3 3 0 1 1 4 2.800c-.8.4-1 .9-1 1.700M12 17h.01",
};

const BOLD = new Set<string>(["menu"]);

type GroupName = (typeof GROUPS)[number] | "unknown";

export function groupOf(kind: KindName | ""): GroupName {
  return kind === "" ? "unknown" : KINDS[kind].group;
}

export function KindIcon({ kind, size = 18 }: { kind: KindName | ""; size?: number }) {
  return (
    <span aria-hidden="true" className="kind-icon" data-group={groupOf(kind)}>
      <svg
        aria-hidden="true"
        fill="none"
        height={size}
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth={BOLD.has(kind) ? 2.8 : 1.7}
        viewBox="0 0 24 24"
        width={size}
      >
        <path d={drawings[kind || "unknown"]} />
      </svg>
    </span>
  );
}
