// The drawing itself, with the graph library; loaded only where a network is shown.
import cytoscape, { type Core, type ElementDefinition } from "cytoscape";
import { useEffect, useRef } from "react";
import type { NetworkEdge, NetworkNode } from "../api/types";
import { edgeKey, nameOf, shortened } from "./picture";
import { useLook } from "../shell/lookstore";
import { look } from "./look";

interface Props {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  /** Nodes and relations that are pointed at. */
  marked: Set<string>;
  edgeName: (e: NetworkEdge) => string;
  onNode?: (id: string) => void;
  onOpen?: (id: string) => void;
  onEdge?: (e: NetworkEdge) => void;
  onMoved?: (id: string, x: number, y: number) => void;
  /** Changes when everything is to be brought into sight. */
  fit: number;
}

/** One step of the server's places in pixels. */
const scale = 10;

export default function Canvas({ nodes, edges, marked, edgeName, onNode, onOpen, onEdge, onMoved, fit }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Core>(null);
  const appearance = useLook();
  const drawnIn = useRef(appearance);
  const told = useRef({ onNode, onOpen, onEdge, onMoved, edges });
  told.current = { onNode, onOpen, onEdge, onMoved, edges };

  useEffect(() => {
    if (!box.current) return;
    const cy = cytoscape({ container: box.current, style: look(box.current), layout: { name: "preset" }, minZoom: 0.1, maxZoom: 3, boxSelectionEnabled: false });
    cy.on("tap", "node", (e) => told.current.onNode?.(e.target.id()));
    cy.on("dbltap", "node", (e) => told.current.onOpen?.(e.target.id()));
    cy.on("tap", "edge", (e) => {
      const edge = told.current.edges.find((x) => edgeKey(x) === e.target.id());
      if (edge) told.current.onEdge?.(edge);
    });
    cy.on("dragfree", "node", (e) => told.current.onMoved?.(e.target.id(), e.target.position("x") / scale, e.target.position("y") / scale));
    cy.on("zoom", () => readable(cy));
    const watch = new ResizeObserver(() => cy.resize());
    watch.observe(box.current);
    drawing.current = cy;
    return () => {
      watch.disconnect();
      drawing.current = null;
      cy.destroy();
    };
  }, []);

  useEffect(() => {
    const cy = drawing.current;
    if (!cy || !box.current) return;
    const begun = performance.now();
    const place = box.current;
    cy.one("render", () => (place.dataset.drawn = String(Math.round(performance.now() - begun))));
    const empty = cy.nodes().length === 0;
    cy.batch(() => {
      const wanted = new Set([...nodes.map((n) => n.id), ...edges.map(edgeKey)]);
      cy.elements().filter((x) => !wanted.has(x.id())).remove();
      const fresh: ElementDefinition[] = [];
      for (const x of [...nodes.map(nodeOf), ...edges.map((e) => lineOf(e, edgeName(e)))]) {
        const there = cy.getElementById(x.data.id as string);
        if (there.empty()) fresh.push(x);
        else {
          there.data(x.data);
          if (x.position) there.position(x.position);
        }
      }
      cy.add(fresh); // all at once: one by one the library goes through its styles for each
    });
    if (empty && nodes.length > 0) cy.fit(undefined, 24);
  }, [nodes, edges, edgeName]);

  useEffect(() => {
    const cy = drawing.current;
    cy?.batch(() => {
      cy.elements(".marked, .dim").removeClass("marked dim");
      if (marked.size > 0) cy.elements().forEach((x) => void x.addClass(marked.has(x.id()) ? "marked" : "dim"));
    });
    if (cy) readable(cy);
  }, [marked, nodes, edges]);

  useEffect(() => {
    if (!drawing.current || !box.current || drawnIn.current === appearance) return;
    drawnIn.current = appearance;
    drawing.current.style(look(box.current));
    readable(drawing.current);
  }, [appearance]);

  useEffect(() => void drawing.current?.fit(undefined, 24), [fit]);

  return <div ref={box} className="network-canvas" data-testid="network-canvas" data-nodes={nodes.length} data-edges={edges.length} />;
}

/** Keeps the names of what matters readable however far away they are: where it begins, what has clues, what is pointed at. */
function readable(cy: Core) {
  const size = Math.min(60, Math.max(11, 11 / cy.zoom()));
  cy.batch(() => {
    const matters = cy.nodes('[start=1][kind!="case"], [clue>0], .marked');
    cy.nodes(".near").difference(matters).removeClass("near").removeStyle("font-size min-zoomed-font-size");
    matters.addClass("near").style({ "font-size": size, "min-zoomed-font-size": 1 });
  });
}

function nodeOf(n: NetworkNode): ElementDefinition {
  const more = n.counts.reduce((sum, k) => sum + k.of - k.shown, 0);
  const name = shortened(nameOf(n));
  return {
    group: "nodes",
    data: { id: n.id, kind: n.kind, label: more > 0 ? `${name}  +${more}` : name, start: n.steps === 0 ? 1 : 0, clue: n.clues.length },
    position: { x: n.x * scale, y: n.y * scale },
  };
}

function lineOf(e: NetworkEdge, label: string): ElementDefinition {
  return { group: "edges", data: { id: edgeKey(e), source: e.from, target: e.to, kind: e.kind, label, size: Math.min(4, 1 + Math.log2(e.records) / 2) } };
}
