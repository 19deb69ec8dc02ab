import { ArrowLeftOutlined, ArrowRightOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { Exchange, ExchangeItem } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { Carried } from "./Carried";
import { useDispatch } from "./queries";
import { whoText } from "./who";

/** Every letter of both sides, in the order in which they were kept, each with what became of it. */
export function LetterList({ exchange: x }: { exchange: Exchange }) {
  return <ol className="letters">{x.items.map((i) => <Letter key={i.id} item={i} exchange={x} />)}</ol>;
}

function Letter({ item: i, exchange: x }: { item: ExchangeItem; exchange: Exchange }) {
  const { t, text } = useWords();
  const [open, setOpen] = useState(false);
  const preview = i.incoming && i.kind === "clue-offer" && (x.state === "offered" || x.state === "previewed");
  return (
    <li data-incoming={i.incoming} data-testid="letter" data-kind={i.kind}>
      <span className="way">{i.incoming ? <ArrowLeftOutlined title={t("transfer.came")} /> : <ArrowRightOutlined title={t("transfer.went")} />}</span>
      <div>
        <p><strong>{text(i.title)}</strong> <span className="quiet">{whoText(i.by, t)}</span></p>
        <p className="quiet"><span className="figure">{timeText(i.at)}</span>{" · "}<Fate item={i} /></p>
        {!i.understood && <p className="fate" data-fate="unknown" data-testid="not-understood">{t("transfer.notUnderstood")}</p>}
      </div>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="read-letter">{open ? t("transfer.fold") : preview ? t("transfer.preview") : t("transfer.read")}</Button>
      {open && <div className="carries"><Read id={i.id} preview={preview} /></div>}
    </li>
  );
}

/** What became of a letter: at its recipient if it went, here if it came. */
function Fate({ item: i }: { item: ExchangeItem }) {
  const { t, text } = useWords();
  if (!i.fate) return <span>{i.error ? t("transfer.tried", { n: i.tries }) : t("transfer.underWay")}</span>;
  return (
    <span className="fate" data-fate={i.fate}>
      {text(i.fate_title)}{i.says && `：${i.says}`}{!i.incoming && i.receipt && <> · <span title={i.receipt}>{t("transfer.receipt")}</span></>}
    </span>
  );
}

function Read({ id, preview }: { id: string; preview: boolean }) {
  const { t } = useWords();
  const d = useDispatch(id);
  if (d.isError) return <FaultNotice error={d.error} onRetry={() => void d.refetch()} />;
  if (!d.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  return (
    <>
      {preview && <p className="quiet">{t("transfer.masked")}</p>}
      <Carried dispatch={d.data} />
      <p className="quiet">SHA-256 <code>{d.data.sha256}</code></p>
    </>
  );
}
