/** A line from a way to its step: through the lanes that the layout left free, or around when it leads back. */
import type { Edge, EdgeProps } from "@xyflow/react";
import { memo } from "react";
import type { Place } from "./layout";
import { WIDTH } from "./layout";
import { useOverlay } from "./overlay";

type WayData = { way: string; quiet: boolean; lanes: readonly Place[] };
export type WayEdgeType = Edge<WayData, "way">;

/** Level at both ends, as soft as the distance allows. */
function bend(from: Place, to: Place): string {
  const pull = Math.max(36, Math.min(120, Math.abs(to.x - from.x) / 2));
  return `C${from.x + pull},${from.y} ${to.x - pull},${to.y} ${to.x},${to.y}`;
}

/** Backwards: out, over the top of both, and in. */
function around(from: Place, to: Place): string {
  const side = 40;
  const over = Math.abs(from.y - to.y) < 60 ? Math.min(from.y, to.y) - 70 : (from.y + to.y) / 2;
  return [
    `M${from.x},${from.y}`,
    `C${from.x + side},${from.y} ${from.x + side},${over} ${from.x - 10},${over}`,
    `L${to.x + 10},${over}`,
    `C${to.x - side},${over} ${to.x - side},${to.y} ${to.x},${to.y}`,
  ].join(" ");
}

function linePath(from: Place, to: Place, lanes: readonly Place[]): string {
  if (to.x < from.x) return around(from, to);
  let at = from;
  let path = `M${from.x},${from.y} `;
  for (const lane of lanes) {
    path += `${bend(at, lane)} L${lane.x + WIDTH},${lane.y} `;
    at = { x: lane.x + WIDTH, y: lane.y };
  }
  return path + bend(at, to);
}

export const WayEdge = memo(function WayEdge({
  source,
  target,
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
}: EdgeProps<WayEdgeType>) {
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const near = useOverlay(({ cursor }) => cursor.step === source && (cursor.way === "" || cursor.way === data?.way));
  const comes = useOverlay(({ cursor }) => cursor.step === target && cursor.way === "");
  const walked = useOverlay(({ walked: steps }) =>
    steps.some((step, index) => step === source && steps[index + 1] === target),
  );
  const dim = useOverlay(({ found }) => found !== null && !(found.has(source) && found.has(target)));
  return (
    <path
      className="way-line"
      d={linePath(from, to, data?.lanes ?? [])}
      data-back={to.x < from.x || undefined}
      data-dim={dim || undefined}
      data-near={near || comes || undefined}
      data-quiet={data?.quiet || undefined}
      data-walked={walked || undefined}
      fill="none"
    />
  );
});
