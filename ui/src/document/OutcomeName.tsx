import { useCodes } from "../words/codes";

/** How a claim ended, in words. */
export function OutcomeName({ outcome }: { outcome: string }) {
  const name = useCodes();
  return <>{name("outcome", outcome) || "—"}</>;
}
