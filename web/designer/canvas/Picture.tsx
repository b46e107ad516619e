/** The picture of a route. Draws what it is given and tells what is done to it; knows nothing of texts or servers. */
import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  MiniMap,
  type Node,
  type OnNodesChange,
  ReactFlow,
  type ReactFlowInstance,
} from "@xyflow/react";
import { memo, useCallback, useEffect, useState } from "react";
import type { Graph } from "./graph";
import type { Place } from "./layout";
import { StepNode, type StepNodeType } from "./StepNode";
import { WayEdge, type WayEdgeType } from "./WayEdge";

export type Flow = ReactFlowInstance<StepNodeType, WayEdgeType>;

export const LEAST_ZOOM = 0.04;
const NODES = { step: StepNode };
const EDGES = { way: WayEdge };
/** From that many steps on a small map helps to find one's way. */
const MAP_FROM = 25;

export interface PictureActs {
  onFlow: (flow: Flow) => void;
  onStep: (name: string, way: string, more: boolean) => void;
  onBlank: () => void;
  onMoved: (places: Record<string, Place>) => void;
  onConnect: (step: string, way: string, to: string) => void;
  /** A way was dragged to where no step is. */
  onDropped: (step: string, way: string) => void;
  onSelected: (names: string[]) => void;
}

interface Props {
  graph: Graph;
  locked: boolean;
  /** The same object for good, for drawing all of it anew is dear. */
  acts: PictureActs;
}

export const Picture = memo(function Picture({ graph, locked, acts }: Props) {
  const { onFlow, onStep, onBlank, onMoved, onConnect, onDropped, onSelected } = acts;
  const [nodes, setNodes] = useState(graph.nodes);
  useEffect(() => setNodes(graph.nodes), [graph.nodes]);
  const changed: OnNodesChange<StepNodeType> = useCallback((changes) => {
    const kept = changes.filter(({ type }) => type === "position" || type === "select");
    if (kept.length) setNodes((before) => applyNodeChanges(kept, before));
  }, []);
  const connected = ({ source, sourceHandle, target }: Connection): void =>
    onConnect(source, sourceHandle ?? "", target);
  const dropped = (_event: unknown, { fromNode, fromHandle, toNode }: FinalConnectionState): void => {
    if (!toNode && fromNode && fromHandle?.id) onDropped(fromNode.id, fromHandle.id);
  };
  const placed = (_event: unknown, _node: Node, dragged: Node[]): void =>
    onMoved(Object.fromEntries(dragged.map(({ id, position }) => [id, position])));
  return (
    <ReactFlow
      connectionRadius={40}
      deleteKeyCode={null}
      disableKeyboardA11y
      edges={graph.edges}
      edgesFocusable={false}
      edgeTypes={EDGES}
      elementsSelectable
      maxZoom={1.6}
      minZoom={LEAST_ZOOM}
      nodeDragThreshold={4}
      nodes={nodes}
      nodesConnectable={!locked}
      nodesDraggable={!locked}
      nodesFocusable={false}
      nodeTypes={NODES}
      onConnect={connected}
      onConnectEnd={dropped}
      onInit={onFlow}
      onlyRenderVisibleElements
      onNodeClick={(event, node) => {
        const row = (event.target as HTMLElement).closest<HTMLElement>("[data-way]");
        onStep(node.id, row?.dataset.way ?? "", event.shiftKey || event.metaKey || event.ctrlKey);
      }}
      onNodeDragStop={placed}
      onNodesChange={changed}
      onPaneClick={onBlank}
      onSelectionDragStop={(event, dragged) => dragged[0] && placed(event, dragged[0], dragged)}
      onSelectionEnd={() => onSelected(nodes.filter(({ selected }) => selected).map(({ id }) => id))}
      panOnScroll
      selectNodesOnDrag={false}
      zoomOnDoubleClick={false}
    >
      <Background color="var(--dots)" gap={24} size={1.5} variant={BackgroundVariant.Dots} />
      {graph.nodes.length >= MAP_FROM && (
        <MiniMap
          ariaLabel=""
          maskColor="var(--map-mask)"
          nodeColor="var(--line-strong)"
          nodeStrokeWidth={0}
          pannable
          position="bottom-left"
          style={{ width: 168, height: 104 }}
          zoomable
        />
      )}
    </ReactFlow>
  );
});
