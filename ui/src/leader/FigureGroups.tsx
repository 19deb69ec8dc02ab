import { Popover } from "antd";
import type { Figure, FigureNumber, FigureReport } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { changeText, mainText } from "./period";
import type { Drill } from "./RowsDrawer";

interface Props {
  report: FigureReport;
  onDrill: (drill: Drill) => void;
}

const groups = ["clues", "matters", "remedies", "time", "exchange"] as const;

/** Every figure as a card, by what it is about. */
export function FigureGroups({ report, onDrill }: Props) {
  const { t } = useWords();
  return (
    <div className="leader-groups">
      {groups.map((g) => (
        <section key={g} aria-label={t(`leader.groupOf.${g}`)}>
          <h2>{t(`leader.groupOf.${g}`)}</h2>
          <ul className="leader-cards">
            {report.figures.filter((f) => f.group === g).map((f) => <Card key={f.id} figure={f} onDrill={onDrill} />)}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({ figure: f, onDrill }: { figure: Figure; onDrill: Props["onDrill"] }) {
  const { t, text } = useWords();
  const title = text(f.title);
  const main = mainText(f.form, f.now);
  const rows = (n: FigureNumber, then?: "before" | "year_before") => {
    const when = then ? { title: ` · ${t(then === "before" ? "leader.before" : "leader.yearBefore")}`, test: `${then}-`, which: { [then]: true } } : { title: "", test: "", which: {} };
    const part = (n: number, set: string, name: string, test: string) => (
      <Rows n={n} name={name + when.title} onOpen={() => onDrill({ set, title: `${title} · ${name}${when.title}`, ...when.which })} testId={`${when.test}${test}-${f.id}`} />
    );
    return (
      <>
        {part(n.numerator, f.numerator_set, f.form === "count" ? t("leader.counted") : t("leader.numerator"), "above")}
        {f.form !== "count" && <> / {part(n.denominator, f.denominator_set, t("leader.denominator"), "below")}</>}
      </>
    );
  };
  return (
    <li className="panel leader-card" data-testid="figure" data-figure={f.id}>
      <h3>
        {title}
        <Popover trigger={["click", "hover"]} content={<Meaning figure={f} />} title={title}>
          <button type="button" className="plain-button leader-how" aria-label={t("leader.how", { figure: title })}>?</button>
        </Popover>
      </h3>
      <p className="leader-main figure">
        {f.form === "count" ? <Rows n={f.now.numerator} name={title} onOpen={() => onDrill({ set: f.numerator_set, title })} testId={`above-${f.id}`} />
          : main || <span className="quiet leader-few">{f.now.denominator === 0 ? t("leader.noBase") : t("leader.few")}</span>}
      </p>
      {f.form !== "count" && <p className="figure">{rows(f.now)}</p>}
      <dl>
        <Then name={t("leader.before")} change={changeText(f.form, f.change)} form={f.form}>{f.form === "count" ? rows(f.before, "before") : <>{mainText(f.form, f.before) || "—"} <span className="quiet">({rows(f.before, "before")})</span></>}</Then>
        <Then name={t("leader.yearBefore")} change={changeText(f.form, f.year_change)} form={f.form}>{f.form === "count" ? rows(f.year_before, "year_before") : <>{mainText(f.form, f.year_before) || "—"} <span className="quiet">({rows(f.year_before, "year_before")})</span></>}</Then>
      </dl>
    </li>
  );
}

/** A number that leads to its rows. */
export function Rows({ n, name, onOpen, testId }: { n: number; name: string; onOpen: () => void; testId?: string }) {
  const { t } = useWords();
  if (n === 0) return <span>0</span>;
  return <button type="button" className="plain-button leader-rows" title={name} aria-label={t("leader.openRows", { name, n })} onClick={onOpen} data-testid={testId}>{countText(n)}</button>;
}

function Then({ name, change, form, children }: { name: string; change: string; form: Figure["form"]; children: React.ReactNode }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{children}</dd>
      <dd className="figure leader-change">{change === "0" ? t("leader.same") : change && (form === "rate" ? t("leader.points", { n: change }) : t("leader.plain", { n: change }))}</dd>
    </div>
  );
}

/** What a figure means: above, below, which rows, from where. */
function Meaning({ figure: f }: { figure: Figure }) {
  const { t, text } = useWords();
  return (
    <dl className="leader-meaning">
      <dt>{f.form === "count" ? t("leader.counted") : t("leader.numerator")}</dt><dd>{text(f.numerator)}</dd>
      {f.form !== "count" && <><dt>{t("leader.denominator")}</dt><dd>{text(f.denominator)}</dd></>}
      <dt>{t("leader.cohort")}</dt><dd>{text(f.cohort)}</dd>
      <dt>{t("leader.source")}</dt><dd>{text(f.source)}</dd>
    </dl>
  );
}
