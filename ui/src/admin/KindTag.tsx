import type { ReactNode } from "react";

/** An act in the colour of its sort: looking is not taking out, and neither is changing. */
export function KindTag({ kind, children }: { kind: string; children: ReactNode }) {
  return <span className="kind-tag" data-kind={kind}>{children}</span>;
}
