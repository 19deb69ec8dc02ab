import { tone } from "./life";

/** Where an exchange stands, with a colour that says how that reads. */
export function StateMark({ state, title }: { state: string; title: string }) {
  return <span className="state-mark" data-tone={tone(state)} data-state={state}><span>{title || state}</span></span>;
}
