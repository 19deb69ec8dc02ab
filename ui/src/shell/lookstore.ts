// Light or dark: what the person chose in this browser, else what the system says.
import { useSyncExternalStore } from "react";

/** A Choice is what a person may say; "system" follows the machine. */
export type Choice = "system" | "light" | "dark";
export type Look = "light" | "dark";

export const choices: readonly Choice[] = ["system", "light", "dark"];

const key = "mingjian.look";
const listeners = new Set<() => void>();
let choice: Choice = remembered();
/** Paper is white, whatever the screen is. */
let printing = false;

/** lookOf is what a choice means on a machine that prefers dark or not. */
export function lookOf(chosen: Choice, dark: boolean): Look {
  return chosen === "system" ? (dark ? "dark" : "light") : chosen;
}

/** startLook sets the colours before anything is drawn, and keeps them right. Call it once. */
export function startLook(): void {
  preference().addEventListener("change", tell);
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  tell();
}

/** chooseLook makes a choice, now and at the next visit. */
export function chooseLook(chosen: Choice): void {
  choice = chosen;
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Storage may be forbidden by the office's browser policy; the choice then lasts until reload.
  }
  tell();
}

/** useChoice is what the person chose. */
export function useChoice(): Choice {
  return useSyncExternalStore(listen, () => choice);
}

/** useLook is how the program looks now. */
export function useLook(): Look {
  return useSyncExternalStore(listen, now);
}

/** colour gives a colour of tokens.css as the page has it now; anything else as it came. */
export function colour(value: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : value;
}

function now(): Look {
  return printing ? "light" : lookOf(choice, preference().matches);
}

function preference(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function print(on: boolean): void {
  printing = on;
  tell();
}

function tell(): void {
  document.documentElement.dataset.look = now();
  for (const changed of listeners) changed();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}

function remembered(): Choice {
  try {
    return choices.find((c) => c === localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}
