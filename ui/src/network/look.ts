// How a network is drawn. What a colour says, a shape or a word says too.
import type { StylesheetJson } from "cytoscape";

/** Colours of nodes and relations, each 3:1 against the ground. */
export const hues = { person: "#17407f", organisation: "#2b7a52", agent: "#7a4a9b", case: "#667085", money: "#b26a00", family: "#b3261e", office: "#2b7a52", shared: "#8a6d3b", suit: "#7a7f87" } as const;

/** The colour of a relation by its kind. */
export function hueOf(kind: string): string {
  if (kind === "transfer" || kind === "creditor" || kind === "guarantor") return hues.money;
  if (["spouse", "parent", "sibling", "household", "guardian"].includes(kind)) return hues.family;
  if (["legal_rep", "officer", "shareholder", "employer"].includes(kind)) return hues.office;
  if (kind.startsWith("same_")) return hues.shared;
  if (kind === "acts_for" || kind === "agent") return hues.agent;
  return hues.suit;
}

/** Relations that go one way. */
const oneWay = ["transfer", "acts_for", "legal_rep", "officer", "shareholder", "employer", "guarantor", "creditor", "parent", "guardian"];

export function look(box: HTMLElement): StylesheetJson {
  const css = getComputedStyle(box);
  const ink = css.getPropertyValue("--ink").trim() || "#1d2430";
  const ground = css.getPropertyValue("--panel").trim() || "#ffffff";
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", "font-size": 11, "font-family": css.fontFamily, color: ink, "text-valign": "bottom", "text-margin-y": 3, "text-max-width": "120px", "text-wrap": "ellipsis",
        "text-background-color": ground, "text-background-opacity": 0.8, width: 18, height: 18, "background-color": hues.person, "min-zoomed-font-size": 6, "border-color": ink, "border-width": 0,
      },
    },
    { selector: 'node[kind="organisation"]', style: { shape: "rectangle", "background-color": hues.organisation } },
    { selector: 'node[kind="agent"]', style: { shape: "diamond", "background-color": hues.agent } },
    { selector: 'node[kind="case"]', style: { shape: "round-rectangle", "background-color": hues.case, width: 13, height: 16 } },
    { selector: "node[start=1]", style: { width: 30, height: 30, "font-size": 14, "min-zoomed-font-size": 1, "font-weight": "bold", "border-width": 3 } },
    { selector: 'node[start=1][kind="case"]', style: { width: 15, height: 18, "font-size": 11, "min-zoomed-font-size": 6, "font-weight": "normal", "border-width": 2 } },
    { selector: "node[clue>0]", style: { "border-width": 3, "border-color": hues.family, "border-style": "double" } },
    {
      selector: "edge",
      style: { width: "data(size)", "line-color": hues.suit, "target-arrow-color": hues.suit, "curve-style": "haystack", opacity: 0.75 },
    },
    ...[hues.money, hues.family, hues.office, hues.shared, hues.agent].map((hue) => ({
      selector: kindsWith(hue),
      style: { "line-color": hue, "target-arrow-color": hue },
    })),
    {
      selector: oneWay.map((k) => `edge[kind="${k}"]`).join(", "),
      style: { "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8 },
    },
    { selector: 'edge[kind^="same_"]', style: { "line-style": "dashed" } },
    { selector: ".dim", style: { opacity: 0.18 } },
    { selector: "node.marked", style: { "overlay-color": hues.money, "overlay-opacity": 0.25, "overlay-padding": 5 } },
    {
      selector: "edge.marked",
      style: { opacity: 1, label: "data(label)", "font-size": 10, color: ink, "text-background-color": ground, "text-background-opacity": 0.9, "curve-style": "bezier", "z-index": 9 },
    },
  ];
}

function kindsWith(hue: string): string {
  const all = ["transfer", "creditor", "guarantor", "spouse", "parent", "sibling", "household", "guardian", "legal_rep", "officer", "shareholder", "employer", "same_agent", "same_address", "same_phone", "acts_for", "agent"];
  return all.filter((k) => hueOf(k) === hue).map((k) => `edge[kind="${k}"]`).join(", ");
}
