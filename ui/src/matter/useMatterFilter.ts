import { useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { type MatterFilter, readMatterFilter, writeMatterFilter } from "./filter";

export type MatterAddress = ReturnType<typeof useMatterFilter>;

/** useMatterFilter keeps the filter in the address; the cursors of earlier pages travel in the history entry. */
export function useMatterFilter() {
  const [search] = useSearchParams();
  const kept = (useLocation().state as { trail?: string[] } | null)?.trail;
  const navigate = useNavigate();
  const filter = useMemo(() => readMatterFilter(search), [search]);
  const trail = filter.cursor === "" ? [] : kept;
  const go = (f: MatterFilter, trail: string[]) => void navigate({ search: writeMatterFilter(f).toString() }, { state: { trail } });
  return {
    filter,
    trail,
    set: (f: MatterFilter) => go({ ...f, cursor: "" }, []),
    next: (cursor: string) => go({ ...filter, cursor }, [...(trail ?? []), filter.cursor]),
    back: () => go({ ...filter, cursor: trail?.at(-1) ?? "" }, (trail ?? []).slice(0, -1)),
    first: () => go({ ...filter, cursor: "" }, []),
  };
}
