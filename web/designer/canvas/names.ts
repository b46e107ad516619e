/** Kinds and ways in the words of the page. */
import type { TFunction } from "i18next";
import type { KindName } from "@/designer/route/kinds";
import { PHONE_KEYS } from "@/designer/route/kinds";
import type { Step, Way } from "@/designer/route/model";

export type T = TFunction<"designer">;

export function kindName(t: T, kind: KindName | ""): string {
  return t(`kinds.${kind || "unknown"}`);
}

const SAID = [
  "next",
  "no input",
  "wrong input",
  "open",
  "closed",
  "holiday",
  "forced",
  "yes",
  "no",
  "otherwise",
  "missing",
  "failed",
] as const;
const TESTED = /^(is|starts with|over|under) (.*)$/;

export const isKey = (name: string): boolean => (PHONE_KEYS as readonly string[]).includes(name);

/** How a way is called on screen: its label, else in words. */
export function wayName(t: T, way: Way): string {
  if (way.label) return way.label;
  const said = SAID.find((one) => one === way.name);
  if (said) return t(`ways.${said}`);
  const [, test, value = ""] = TESTED.exec(way.name) ?? [];
  if (test) return t(`ways.${test === "starts with" ? "starts" : (test as "is")}`, { value });
  if (way.name.startsWith("overflow")) return t("ways.overflow", { value: way.name.slice(9) });
  return way.name;
}

/** A way with its key, for sentences. */
export function wayTold(t: T, way: Way): string {
  return isKey(way.name) ? [way.name, way.label].filter(Boolean).join(" ") : wayName(t, way);
}

/** Everything about a step in one sentence, for those who hear the picture. */
export function stepTold(t: T, step: Step, start: boolean, trouble?: { errors: number; warnings: number }): string {
  const ways = step.ways.map((way) =>
    way.to ? t("node.way", { way: wayTold(t, way), to: way.to }) : t("node.wayOpen", { way: wayTold(t, way) }),
  );
  return [
    t("node.label", { name: step.name, kind: kindName(t, step.kind) }),
    start ? t("node.start") : "",
    trouble?.errors ? t("node.errors", { count: trouble.errors }) : "",
    trouble?.warnings ? t("node.warnings", { count: trouble.warnings }) : "",
    ways.join(", "),
  ]
    .filter(Boolean)
    .join(" ");
}
