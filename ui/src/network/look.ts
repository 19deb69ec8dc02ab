// How a network is drawn. What a colour says, a shape or a word says too.
import type { StylesheetJson } from "cytoscape";
import { colour } from "../shell/lookstore";

/** The kinds of relations that share a colour; all others have that of a suit. */
const groups = {
  money: ["transfer", "creditor", "guarantor"],
  family: ["spouse", "parent", "sibling", "household", "guardian"],
  organisation: ["legal_rep", "officer", "shareholder", "employer"],
  shared: ["same_agent", "same_address", "same_phone"],
  agent: ["acts_for", "agent"],
} as const;

/** How colours of nodes and relations are named (tokens.css). */
type Hue = keyof typeof groups | "person" | "case" | "suit";

/** Relations that go one way. */
const oneWay = ["transfer", "acts_for", "legal_rep", "officer", "shareholder", "employer", "guarantor", "creditor", "parent", "guardian"];

/** look is the style of the drawing in box, in the colours that the page has now. */
export function look(box: HTMLElement): StylesheetJson {
  const css = getComputedStyle(box);
  const ink = colour("var(--ink)");
  const ground = colour("var(--panel)");
  const hue = (of: Hue) => colour(`var(--net-${of})`);
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", "font-size": 11, "font-family": css.fontFamily, color: ink, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "none",
        "text-background-color": ground, "text-background-opacity": 0.8, width: 18, height: 18, "background-color": hue("person"), "min-zoomed-font-size": 6, "border-color": ink, "border-width": 0,
      },
    },
    { selector: 'node[kind="organisation"]', style: { shape: "rectangle", "background-color": hue("organisation") } },
    { selector: 'node[kind="agent"]', style: { shape: "diamond", "background-color": hue("agent") } },
    { selector: 'node[kind="case"]', style: { shape: "round-rectangle", "background-color": hue("case"), width: 13, height: 16 } },
    { selector: "node[start=1]", style: { width: 30, height: 30, "font-size": 14, "min-zoomed-font-size": 1, "font-weight": "bold", "border-width": 3 } },
    { selector: 'node[start=1][kind="case"]', style: { width: 15, height: 18, "font-size": 11, "min-zoomed-font-size": 6, "font-weight": "normal", "border-width": 2 } },
    { selector: "node[clue>0]", style: { "border-width": 3, "border-color": hue("family"), "border-style": "double" } },
    {
      selector: "edge",
      style: { width: "data(size)", "line-color": hue("suit"), "target-arrow-color": hue("suit"), "curve-style": "haystack", opacity: 0.75 },
    },
    ...Object.entries(groups).map(([of, kinds]) => ({
      selector: kinds.map((k) => `edge[kind="${k}"]`).join(", "),
      style: { "line-color": hue(of as Hue), "target-arrow-color": hue(of as Hue) },
    })),
    {
      selector: oneWay.map((k) => `edge[kind="${k}"]`).join(", "),
      style: { "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8 },
    },
    { selector: 'edge[kind^="same_"]', style: { "line-style": "dashed" } },
    { selector: ".dim", style: { opacity: 0.18 } },
    { selector: "node.marked", style: { "overlay-color": hue("money"), "overlay-opacity": 0.25, "overlay-padding": 5 } },
    {
      selector: "edge.marked",
      style: { opacity: 1, label: "data(label)", "font-size": 10, color: ink, "text-background-color": ground, "text-background-opacity": 0.9, "curve-style": "bezier", "z-index": 9 },
    },
  ];
}
