import { type FocusEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from "react";

/** Which fields are told, and where on the screen their words stand. */
export interface Card {
  fields: number[];
  at: DOMRect;
}

/** How long a card stays after the pointer has left, so that the pointer can come onto it. */
const grace = 250;

/** useFieldCard opens a card where the pointer or the keyboard stands on a field. Arrows go from field to field, Escape closes. */
export function useFieldCard(box: RefObject<HTMLElement | null>, about: unknown) {
  const [card, setCard] = useState<Card>();
  const leaving = useRef<number>(undefined);
  const held = useRef<HTMLElement>(undefined); // the words that the keyboard stands on
  const stay = () => window.clearTimeout(leaving.current);
  const close = () => {
    stay();
    held.current = undefined;
    setCard(undefined);
  };
  useEffect(() => {
    held.current = undefined;
    setCard(undefined);
    return () => window.clearTimeout(leaving.current);
  }, [about]);
  const open = (words: HTMLElement, height?: number) => {
    stay();
    const lines = [...words.getClientRects()];
    const at = lines.find((r) => height !== undefined && r.top <= height && height <= r.bottom) ?? lines[0] ?? words.getBoundingClientRect();
    setCard({ fields: (words.dataset.read ?? "").split(" ").map(Number), at });
  };
  /** The keyboard brings words into sight by scrolling, and the card goes with them. */
  const follow = () => {
    const words = held.current?.getBoundingClientRect();
    const sight = box.current?.getBoundingClientRect();
    if (held.current && words && sight && words.bottom > sight.top && words.top < sight.bottom) open(held.current);
    else close();
  };
  const hold = (words: HTMLElement) => {
    held.current = words;
    open(words);
  };
  const leave = () => {
    stay();
    leaving.current = window.setTimeout(() => setCard(undefined), grace);
  };
  return {
    card,
    stay,
    leave,
    handlers: {
      onMouseOver: (e: MouseEvent) => {
        const words = wordsOf(e.target);
        if (words) {
          held.current = undefined;
          open(words, e.clientY);
        } else if (card) leave();
      },
      onMouseLeave: leave,
      onScroll: () => card && follow(),
      onFocus: (e: FocusEvent) => {
        const words = wordsOf(e.target);
        if (words && words === e.target) hold(words);
      },
      onBlur: close,
      onKeyDown: (e: KeyboardEvent) => {
        if (e.key === "Escape" && card) {
          e.stopPropagation();
          close();
          return;
        }
        const stops = [...(box.current?.querySelectorAll<HTMLElement>("[data-read][tabindex]") ?? [])];
        const here = stops.indexOf(e.target as HTMLElement);
        const to = here < 0 ? undefined : { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: stops.length - 1 }[e.key];
        const next = to === undefined ? undefined : stops[to];
        if (!next) return;
        e.preventDefault();
        e.stopPropagation();
        stops[here]?.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "nearest" });
        hold(next);
      },
    },
  };
}

/** wordsOf is the piece of text of a field that something lies on. */
function wordsOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-read]") : null;
}
