import { PrinterOutlined } from "@ant-design/icons";
import { Button, Input, Skeleton } from "antd";
import { useSearchParams } from "react-router";
import type { Looker, LookReport } from "../api/types";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { RoleTag } from "./AccountTable";
import { KindTag } from "./KindTag";
import { useLooks } from "./queries";
import { actorName, Details } from "./RecordCells";

/** Who looked at one thing: people, days and purposes, to be read at a glance and printed. */
export default function LooksPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const object = search.get("object") ?? "";
  const looks = useLooks(object);
  return (
    <div className="looks-page">
      <h1 className="visually-hidden">{t("admin.looks")}</h1>
      <div className="tools no-print">
        <Input.Search
          key={object} className="looks-find" defaultValue={object} maxLength={256} autoFocus={object === ""} enterButton={t("admin.show")} aria-label={t("admin.looksOf")} placeholder={t("admin.looksOf")}
          onSearch={(x) => setSearch(x.trim() ? { object: x.trim() } : {})} data-testid="looks-object"
        />
        {looks.data && looks.data.total > 0 && <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()} data-testid="looks-print">{t("admin.print")}</Button>}
      </div>
      {object === "" && <div className="notice"><h2>{t("admin.looksNone")}</h2><p>{t("admin.looksSays")}</p></div>}
      {looks.isError && <FaultNotice error={looks.error} onRetry={() => void looks.refetch()} />}
      {object !== "" && looks.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {looks.data && (looks.data.total === 0 ? <div className="notice"><h2>{t("admin.nobodyLooked")}</h2><p><code>{object}</code></p></div> : <Report report={looks.data} />)}
    </div>
  );
}

function Report({ report: r }: { report: LookReport }) {
  const { t } = useWords();
  const by = useSession().data?.display ?? "";
  const exports = r.people.reduce((n, p) => n + p.exports, 0);
  const figure = (n: number, says: string, bad = false) => <div><strong className={bad ? "bad" : undefined}>{n}</strong><span>{says}</span></div>;
  return (
    <article className="looks-report" data-testid="looks-report">
      <header className="panel looks-head">
        <div><h2>{t("admin.whoLookedAt")}</h2><code>{r.object}</code></div>
        {figure(r.people.length, t("admin.peopleCount"))}
        {figure(r.total - exports, t("admin.lookCount"))}
        {figure(exports, t("admin.exportCount"), exports > 0)}
        <Days report={r} />
      </header>
      {!r.whole && <p className="quiet">{t("admin.notWhole")}</p>}
      <People people={r.people} />
      <Each report={r} />
      <footer className="looks-foot quiet">
        {t("admin.printedBy", { by, at: timeText(r.at) })} {r.checkpoint && <>{t("admin.checkpoint")} <code>{r.checkpoint}</code></>}
        <br />{t("admin.looksFoot")}
      </footer>
    </article>
  );
}

/** Looks by day as bars, from the first day to the last. */
function Days({ report: r }: { report: LookReport }) {
  const { t } = useWords();
  const shown = r.days.slice(-40);
  const most = Math.max(1, ...shown.map((d) => d.looks));
  return (
    <div className="look-days" role="img" aria-label={t("admin.daysLabel", { from: shown[0]?.day ?? "", to: shown.at(-1)?.day ?? "" })}>
      <div>{shown.map((d) => <i key={d.day} title={`${d.day}  ${d.looks}`} style={{ height: `${Math.max(8, (100 * d.looks) / most)}%` }} />)}</div>
      <p className="quiet figure"><span>{shown[0]?.day}</span>{shown.length > 1 && <span>{shown.at(-1)?.day}</span>}</p>
    </div>
  );
}

function People({ people }: { people: Looker[] }) {
  const { t } = useWords();
  const most = Math.max(1, ...people.map((p) => p.looks + p.exports));
  return (
    <section className="panel">
      <table className="lookers">
        <thead><tr><th>{t("admin.who")}</th><th>{t("admin.times")}</th><th>{t("admin.first")}</th><th>{t("admin.last")}</th><th>{t("admin.purpose")}</th></tr></thead>
        <tbody>
          {people.map((p) => (
            <tr key={p.account} data-testid="looker">
              <td><strong>{actorName(p.account, p.display, t)}</strong> {p.role && <RoleTag role={p.role} />} <span className="quiet">{p.department}</span></td>
              <td>
                <span className="times"><i data-kind="look" style={{ width: `${(100 * p.looks) / most}%` }} /><i data-kind="export" style={{ width: `${(100 * p.exports) / most}%` }} /></span>
                <span className="figure">{t("admin.timesOf", { n: p.looks })}{p.exports > 0 && ` · ${t("admin.exportsOf", { n: p.exports })}`}</span>
              </td>
              <td className="figure">{timeText(p.first)}</td>
              <td className="figure">{timeText(p.last)}</td>
              <td>{p.purposes.join(" · ") || <span className="quiet">—</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Each({ report: r }: { report: LookReport }) {
  const { t, text } = useWords();
  return (
    <details className="panel each">
      <summary>{t("admin.each", { n: r.items.length })}</summary>
      <table className="lookers">
        <thead><tr><th>{t("admin.when")}</th><th>{t("admin.who")}</th><th>{t("admin.act")}</th><th>{t("admin.detail")}</th><th>{t("admin.place")}</th></tr></thead>
        <tbody>
          {r.items.map((x) => (
            <tr key={x.id}>
              <td className="figure">{timeText(x.at)}</td><td>{actorName(x.actor, x.display, t)}</td><td><KindTag kind={x.kind}>{text(x.says)}</KindTag></td><td><Details detail={x.detail} /></td><td className="figure">{x.place || "…"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
