import { SwapOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { useMemo } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { Clue, CopyList } from "../api/types";
import { useClue } from "../clue/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { chosen, common, type Pair } from "./place";
import { useCopies } from "./queries";
import { SideBySide } from "./SideBySide";
import "./copies.css";

/** Two documents of a clue side by side, with the passages that stand in both. */
export default function CopiesPage() {
  const { id = "" } = useParams();
  const clue = useClue(id);
  if (clue.isError) return <FaultNotice error={clue.error} onRetry={() => void clue.refetch()} />;
  if (!clue.data) return <Skeleton active paragraph={{ rows: 14 }} style={{ padding: 16 }} />;
  return <Loaded key={id} clue={clue.data} />;
}

function Loaded({ clue }: { clue: Clue }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const asked = { here: params.get("here") ?? "", there: params.get("there") ?? "" };
  const alone = (clue.documents ?? []).length < 2;
  const copies = useCopies(clue.id, !alone && (asked.here === "" || asked.there === ""));
  const pair = chosen(asked, copies.data?.pairs ?? []);
  const choose = (p: Pair) => setParams({ ...p }, { replace: true });
  const known = pair.here !== "" && pair.there !== "";
  return (
    <div className="copies-page" data-testid="copies">
      <header className="copies-head">
        <Link to={`/clues/${clue.id}`}>← {t("copies.back")}</Link>
        <h1>{clue.subject.name}</h1>
        <span className="quiet">{t("copies.title")}</span>
        {copies.data && known && asked.here === "" && <span className="quiet copies-most"><Most copies={copies.data} /></span>}
      </header>
      {alone && <div className="notice"><h2>{t("copies.alone")}</h2><p>{t("copies.aloneSays")}</p></div>}
      {copies.isError && <FaultNotice error={copies.error} onRetry={() => void copies.refetch()} />}
      {!alone && <Choice clue={clue} pair={pair} copies={copies.data} onChoose={choose} />}
      {copies.isLoading && !known && <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />}
      {known && <SideBySide key={`${pair.here} ${pair.there}`} clue={clue.id} here={pair.here} there={pair.there} />}
    </div>
  );
}

/** Of how many documents these have most in common. */
function Most({ copies }: { copies: CopyList }) {
  const { t } = useWords();
  if (copies.compared < copies.documents) return <>{t("copies.bounded", { n: copies.compared, documents: copies.documents })}</>;
  return <>{t("copies.most", { n: copies.compared })}</>;
}

interface ChoiceProps {
  clue: Clue;
  pair: Pair;
  copies: CopyList | undefined;
  onChoose: (pair: Pair) => void;
}

/** Which documents stand left and right; what each has in common with the other is said where it was counted. */
function Choice({ clue, pair, copies, onChoose }: ChoiceProps) {
  const { t } = useWords();
  const options = useMemo(
    () => (beside: string) =>
      (clue.documents ?? []).map((d) => {
        const letters = common(copies?.pairs ?? [], d.id, beside);
        const says = letters === undefined ? [] : [t("copies.letters", { n: countText(letters) })];
        return { value: d.id, disabled: d.id === beside, label: [d.case_no || d.id, dateText(d.decided_on), ...says].join("  ") };
      }),
    [clue.documents, copies, t],
  );
  return (
    <div className="copies-choice">
      <Select aria-label={t("copies.here")} value={pair.here || undefined} onChange={(here) => onChoose({ ...pair, here })} showSearch={{ optionFilterProp: "label" }} options={options(pair.there)} data-testid="copies-here" />
      <Button icon={<SwapOutlined />} aria-label={t("copies.swap")} title={t("copies.swap")} disabled={!pair.here || !pair.there} onClick={() => onChoose({ here: pair.there, there: pair.here })} data-testid="copies-swap" />
      <Select aria-label={t("copies.there")} value={pair.there || undefined} onChange={(there) => onChoose({ ...pair, there })} showSearch={{ optionFilterProp: "label" }} options={options(pair.here)} data-testid="copies-there" />
    </div>
  );
}
