import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import type { Exchange } from "../api/types";
import { DueTag } from "../matter/DueTag";
import { LawNames } from "../matter/LawNames";
import { exchanges } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { LetterList } from "./LetterList";
import { ends } from "./life";
import { useExchange } from "./queries";
import { StateMark } from "./StateMark";
import { Stations } from "./Stations";
import { StepPanel } from "./StepPanel";
import "../clue/clue.css";
import "../matter/matter.css";
import "./transfer.css";

/** One exchange: where it stands on both sides, what is due and by which law, what can be done, every letter. */
export default function ExchangePage() {
  const { id = "" } = useParams();
  const x = useExchange(id);
  if (x.isError) return <FaultNotice error={x.error} onRetry={() => void x.refetch()} />;
  if (!x.data) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: 16 }} />;
  return <Loaded key={id} exchange={x.data} />;
}

function Loaded({ exchange: x }: { exchange: Exchange }) {
  const { t } = useWords();
  return (
    <div className="page exchange-page" data-testid="exchange" data-state={x.state}>
      <Header exchange={x} />
      <div className="exchange-grid">
        <section className="panel">
          <h2>{t("transfer.letters")}</h2>
          <LetterList exchange={x} />
        </section>
        <div className="partner-side side-panel">
          <Clock exchange={x} />
          <section className="panel"><h2>{t("transfer.canDo")}</h2><StepPanel exchange={x} /></section>
        </div>
      </div>
    </div>
  );
}

function Header({ exchange: x }: { exchange: Exchange }) {
  const { t, text } = useWords();
  const fact = (title: string, value: React.ReactNode) => <div><dt>{title}</dt><dd>{value}</dd></div>;
  const mine = x.side === "starter";
  const works = exchanges(useSession().data?.role); // a liaison reads neither clues nor joint matters
  return (
    <header className="panel matter-head">
      <p><Link to={mine ? "/transfers/out" : "/transfers"}>← {mine ? t("transfer.out") : t("transfer.in")}</Link></p>
      <h1 className="page-title">{text(x.opened_title)} · {text(x.peer_name) || x.peer}</h1>
      <dl>
        {fact(t("transfer.state"), <StateMark state={x.state} title={text(x.state_title)} />)}
        {fact(mine ? t("transfer.to") : t("transfer.from"), <>{text(x.peer_name)} <span className="quiet figure">{x.peer}</span></>)}
        {fact(t("transfer.opened"), <span className="figure">{timeText(x.at)}</span>)}
        {fact(t("transfer.changed"), <span className="figure">{timeText(x.changed)}</span>)}
        {x.clue && works && fact(t("transfer.clue"), <Link to={`/clues/${x.clue}`}>{t("transfer.openClue")}</Link>)}
        {x.joint && works && fact(t("joint.title"), <Link to={`/transfers/joints/${x.joint}`}>{t("joint.openIt")}</Link>)}
        {x.duty && fact(t("transfer.duty"), t("transfer.dutySays"))}
      </dl>
      <Stations exchange={x} />
    </header>
  );
}

/** What the answer is due by: the law where it sets a limit, else the day that was asked for. */
function Clock({ exchange: x }: { exchange: Exchange }) {
  const { t, text } = useWords();
  const leg = x.leg;
  if (!leg || ends(x.state)) return null;
  return (
    <section className="panel">
      <h2>{t("transfer.clock")}</h2>
      <div className="panel-body">
        <div className="exchange-clock" data-over={x.overdue} data-testid="exchange-clock">
          {leg.due ? <p><DueTag due={leg.due} /></p> : <p className="quiet">{leg.limit ? t("transfer.clockWaits") : t("transfer.noClock")}</p>}
          {x.overdue && <p>{x.side === "starter" ? t("transfer.theyAreLate") : t("transfer.weAreLate")}</p>}
          {leg.limit ? (
            <>
              <p>{text(leg.title)} <span className="quiet">{text(leg.who)}</span></p>
              {leg.from && <p className="quiet">{t("transfer.countedFrom", { day: dateText(leg.from) })}</p>}
              <p><LawNames law={leg.law} /></p>
            </>
          ) : (
            leg.due && <p className="quiet">{t("transfer.asAsked")}</p>
          )}
        </div>
      </div>
    </section>
  );
}
