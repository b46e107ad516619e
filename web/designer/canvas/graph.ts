/** From a route to nodes and lines of the picture. Pure. */
import { Position } from "@xyflow/react";
import type { Route } from "@/designer/route/model";
import { boxOf, isQuiet } from "./boxes";
import { ENTRY, type Layout, layout, type Place, WIDTH } from "./layout";
import type { StepNodeType } from "./StepNode";
import type { WayEdgeType } from "./WayEdge";

export interface Graph {
  nodes: StepNodeType[];
  edges: WayEdgeType[];
}

export type Moved = Readonly<Record<string, Place>>;

export function layoutOf(route: Route): Layout {
  return layout(
    route.steps.map((step) => boxOf(step, route.languages)),
    route.start,
  );
}

/** moved: where somebody put steps by hand. */
export function graphOf(route: Route, { places, lanes }: Layout, moved: Moved): Graph {
  const names = new Set(route.steps.map(({ name }) => name));
  const nodes = route.steps.map((step): StepNodeType => {
    const { height, ways } = boxOf(step, route.languages);
    const handle = { width: 1, height: 1 };
    return {
      id: step.name,
      type: "step",
      position: moved[step.name] ?? places.get(step.name) ?? { x: 0, y: 0 },
      width: WIDTH,
      height,
      measured: { width: WIDTH, height },
      handles: [
        { ...handle, id: "in", type: "target", position: Position.Left, x: 0, y: ENTRY },
        ...ways.map(({ at }, index) => ({
          ...handle,
          id: step.ways[index]?.id ?? null,
          type: "source" as const,
          position: Position.Right,
          x: WIDTH - 1,
          y: at,
        })),
      ],
      data: {
        step,
        start: step.name === route.start,
        languages: route.languages,
        known: step.ways.map(({ to }) => names.has(to)),
      },
    };
  });
  const edges = route.steps.flatMap(({ name, ways }) =>
    ways
      .filter(({ to }) => names.has(to))
      .map((way): WayEdgeType => {
        const free = moved[name] || moved[way.to];
        return {
          id: `${name}\n${way.id}`,
          type: "way",
          domAttributes: { "aria-hidden": true }, // each step says where its ways lead
          source: name,
          sourceHandle: way.id,
          target: way.to,
          targetHandle: "in",
          data: { way: way.id, quiet: isQuiet(way), lanes: free ? [] : lanes(name, way.to) },
        };
      }),
  );
  return { nodes, edges };
}
