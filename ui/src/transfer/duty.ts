// Which rules keep a recipient from refusing or returning a clue that is offered to it.
import type { Partner } from "../api/types";

/** dutyOf gives the rules by which a partner has to assess a clue of a model itself. */
export function dutyOf(model: string, partner: Pick<Partner, "duties"> | undefined) {
  return (partner?.duties ?? []).filter((d) => model.startsWith(d.branch + "/")).map((d) => d.law);
}
