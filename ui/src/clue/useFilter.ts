import { useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { change, type Filter, readFilter, writeFilter } from "./filter";

interface Trail {
  trail?: string[];
}

/**
 * useFilter keeps the filter in the address, so that back, forward, reload and a copied link
 * give the same list. The cursors of earlier pages travel in the history entry.
 */
export function useFilter() {
  const [search] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const filter = useMemo(() => readFilter(search), [search]);
  const kept = (location.state as Trail | null)?.trail;
  const trail = filter.cursor === "" ? [] : kept;

  const go = (f: Filter, t: string[]) => navigate({ search: writeFilter(f).toString() }, { state: { trail: t } });
  return {
    filter,
    trail,
    set: (f: Filter) => void go(f, []),
    next: (cursor: string) => void go(change(filter, { cursor }), [...(trail ?? []), filter.cursor]),
    back: () => void go(change(filter, { cursor: trail?.at(-1) ?? "" }), (trail ?? []).slice(0, -1)),
    first: () => void go(change(filter, {}), []),
  };
}
