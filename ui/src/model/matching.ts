// Which models a person looks for. Pure.
import type { ModelCard } from "../api/types";

type Named = Pick<ModelCard, "id" | "branch" | "title" | "point" | "harm">;

/** matching keeps the models of a branch that say every word of q, in either language; empty keeps all. */
export function matching<T extends Named>(models: readonly T[], branch: string, q: string): T[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((m) => {
    const said = [m.id, ...[m.title, m.point, m.harm].flatMap((x) => [x.zh, x.en])].join("\n").toLowerCase();
    return (branch === "" || m.branch === branch) && words.every((w) => said.includes(w));
  });
}
