import { Button, Select } from "antd";
import { useState } from "react";
import { useWords } from "../words/i18n";
import { type Asks, asks } from "./picture";
import { useSubjects } from "./queries";

/** Asks what to draw: a question and the subjects that it is about. */
export function StartForm({ params, onAsk }: { params: URLSearchParams; onAsk: (p: URLSearchParams) => void }) {
  const { t } = useWords();
  const nodes = params.getAll("node");
  const given = params.get("asks") as Asks | null;
  const [question, setQuestion] = useState<Asks>(given && asks.includes(given) ? given : "around");
  const [first, setFirst] = useState<string | undefined>(nodes[0]);
  const [second, setSecond] = useState<string | undefined>(nodes[1]);
  const [steps, setSteps] = useState(Number(params.get("steps")) || 2);
  const origin = params.get("clue") ? "clue" : params.get("matter") ? "matter" : undefined;
  const start = origin && !first;
  const ready = question === "path" ? first && second : first || start;
  const ask = () => {
    const p = new URLSearchParams();
    if (start && origin) p.set(origin, params.get(origin) ?? "");
    for (const n of question === "path" ? [first, second] : [first]) if (n) p.append("node", n);
    if (question !== "around") p.set("asks", question);
    if (question === "around" && steps !== 2) p.set("steps", String(steps));
    onAsk(p);
  };
  return (
    <form className="panel panel-body network-start" onSubmit={(e) => { e.preventDefault(); if (ready) ask(); }}>
      <Select<Asks> value={question} onChange={setQuestion} aria-label={t("network.question")} data-testid="network-asks" style={{ width: 190 }} options={asks.map((a) => ({ value: a, label: <span data-value={a}>{t(`network.asks.${a}`)}</span> }))} />
      {origin && <span>{t(`network.origin.${origin}`)}</span>}
      <SubjectSelect value={first} onChange={setFirst} label={origin ? t("network.orSubject") : t("network.subject")} testId="network-first" />
      {question === "path" && <SubjectSelect value={second} onChange={setSecond} label={t("network.second")} testId="network-second" />}
      {question === "around" && (
        <Select value={steps} onChange={setSteps} aria-label={t("network.steps")} style={{ width: 130 }} options={[1, 2, 3].map((n) => ({ value: n, label: t("network.stepsOf", { n }) }))} />
      )}
      <Button type="primary" htmlType="submit" disabled={!ready} data-testid="network-ask">{t("network.ask")}</Button>
    </form>
  );
}

/** Finds one subject by part of its name. */
function SubjectSelect({ value, onChange, label, testId }: { value: string | undefined; onChange: (id: string | undefined) => void; label: string; testId: string }) {
  const { t } = useWords();
  const [part, setPart] = useState("");
  const found = useSubjects(part.trim(), "");
  return (
    <Select
      value={value} onChange={(id: string | undefined) => onChange(id)} allowClear showSearch={{ filterOption: false, onSearch: setPart }} placeholder={label} aria-label={label} data-testid={testId} className="network-subject"
      notFoundContent={part.trim().length < 2 ? t("network.typeName") : found.isFetching ? t("network.searching") : t("network.nobody")}
      options={(found.data ?? []).map((s) => ({ value: s.id, label: <span data-value={s.id}>{s.name} <span className="quiet">{t(`network.nodeKind.${s.kind}`)} · {t("network.mentions", { n: s.mentions })}</span></span> }))}
    />
  );
}
