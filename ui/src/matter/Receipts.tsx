import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import { queryKeys } from "../api/queries";
import type { Matter, Paper } from "../api/types";
import { usePurpose } from "../session/purpose";
import { useWords } from "../words/i18n";
import { ActFault } from "./ActFault";

/** What the receipt of service says, and its scans; a scan opens with the purpose stated for the matter. */
export function Receipts({ paper, matter }: { paper: Paper; matter: Matter }) {
  const { t } = useWords();
  const [purpose] = usePurpose(matter.id);
  const cache = useQueryClient();
  const act = useMutation({
    mutationFn: (file: File): Promise<Matter> =>
      answer(api.POST("/api/matters/{id}/papers/{paper}/receipts", {
        params: { path: { id: matter.id, paper: paper.id }, query: { name: file.name }, header: { "If-Match": `"${matter.state_version}"`, "Idempotency-Key": newKey() } },
        body: file as unknown as string, bodySerializer: (b: unknown) => b as Blob, headers: { "Content-Type": "application/octet-stream" },
      })),
    onSuccess: (after) => cache.setQueryData(queryKeys.matter(after.id), after),
  });
  if (paper.state !== "served") return null;
  const at = `/api/matters/${matter.id}/papers/${paper.id}/receipts/`;
  return (
    <p className="quiet" data-testid="receipts">
      {t("matter.servedOn", { on: paper.served_on, to: paper.receiver })}
      {paper.receipts.map((r) => (purpose ? <a key={r.n} href={`${at}${r.n}?purpose=${encodeURIComponent(purpose)}`} download> {r.name}</a> : <span key={r.n} title={t("matter.receiptPurpose")}> {r.name}</span>))}
      {" "}<label className="file-choice"><input className="visually-hidden" type="file" accept=".pdf,.jpg,.jpeg,.png" onChange={(e) => { const file = e.target.files?.[0]; e.target.value = ""; if (file) act.mutate(file); }} data-testid="receipt-file" />{t("matter.receiptAdd")}</label>
      <ActFault act={act} matter={matter.id} />
    </p>
  );
}
