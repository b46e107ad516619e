/** The rules of a queue as sentences, so that whoever sets them reads what they will do. */
import type { TFunction } from "i18next";
import type { QueueSettings } from "@/src/generated/api";
import type { Ring } from "@/src/generated/facts";

export interface Named {
  queues: Record<string, string>;
  skills: Record<string, string>;
}

export function inWords({ choosing, limits }: QueueSettings, named: Named, t: TFunction): string[] {
  const strategy = t(`queueRules.strategies.${choosing.strategy}`);
  const rings = choosing.rings.map((ring) =>
    t("queueRules.says.ring", { after: ring.after, who: whoOf(ring, named, t) }),
  );
  const overflows = limits.overflows.map(({ when, amount, to, target }) =>
    t("queueRules.says.overflow", {
      met: t(`queueRules.says.met.${when as "wait"}`, { amount }),
      goes: t(`queueRules.says.goes.${to}`, { target: named.queues[target] ?? target }),
    }),
  );
  return [t("queueRules.says.all", { strategy }), ...rings, ...overflows];
}

function whoOf(ring: Ring, { queues, skills }: Named, t: TFunction): string {
  const parts = [ring.level ? t("queueRules.says.levels", { level: ring.level }) : t("queueRules.says.everybody")];
  if (ring.reserve) parts.push(t("queueRules.says.reserve"));
  if (ring.also) parts.push(t("queueRules.says.also", { queue: queues[ring.also] ?? ring.also }));
  if (ring.lower) parts.push(t("queueRules.says.lower", { lower: ring.lower }));
  if (ring.drop.length > 0)
    parts.push(t("queueRules.says.drop", { skills: ring.drop.map((id) => skills[id] ?? id).join(", ") }));
  return parts.join(", ");
}
