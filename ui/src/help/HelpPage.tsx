import { Link, useParams } from "react-router";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { lengths, tasks } from "./tasks";
import "./help.css";

/** How each task is done, step by step. */
export default function HelpPage() {
  const { t } = useWords();
  const { task = tasks[0] } = useParams();
  const shown = isOneOf(tasks, task) ? task : tasks[0];
  return (
    <div className="page help-page">
      <nav className="panel help-tasks" aria-label={t("help.title")}>
        <h2>{t("help.title")}</h2>
        <ul>{tasks.map((x) => <li key={x}><Link to={`/help/${x}`} aria-current={x === shown ? "page" : undefined}>{t(`help.${x}.title`)}</Link></li>)}</ul>
      </nav>
      <article className="panel help-text" data-testid="help-text">
        <h1 className="page-title">{t(`help.${shown}.title`)}</h1>
        <p>{t(`help.${shown}.lead`)}</p>
        <ol>{Array.from({ length: lengths[shown] }, (_, i) => <li key={i}>{t(`help.${shown}.steps.${i + 1}` as "help.triage.steps.1")}</li>)}</ol>
        <p className="quiet">{t("help.further")}</p>
      </article>
    </div>
  );
}
