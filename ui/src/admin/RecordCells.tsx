import { EyeOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import type { AuditRow } from "../api/types";
import { readsClues } from "../session/pages";
import { roles } from "../session/RoleName";
import { useSession } from "../session/queries";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { levels } from "./levels";
import "./admin.css";

/** actorName says who acted: an account by its name, the program and its command line by theirs. */
export function actorName(actor: string, display: string, t: ReturnType<typeof useWords>["t"]): string {
  if (display) return display;
  if (actor === "local") return t("admin.commandLine");
  if (actor === "system") return t("admin.system");
  return actor;
}

/** Acts after which it makes sense to ask who looked at the same thing. */
const seen = /^(look-clue|look-matter|look-document|look-records|look-dispatch|move|open-matter|take-step|export)$/;

/** What an act was done to: a page to open where the person may, and who else looked at it. */
export function ObjectName({ row, onOnly }: { row: AuditRow; onOnly: (object: string) => void }) {
  const { t } = useWords();
  const role = useSession().data?.role;
  if (row.object_display) return <button type="button" className="plain-button subject" title={row.object} onClick={() => onOnly(row.object)}>{row.object_display}</button>;
  if (row.object === "" && row.withheld) return <span className="quiet">{t("admin.withheld")}</span>;
  if (row.object === "") return <span className="quiet">—</span>;
  const page = !readsClues(role) ? undefined : /-clue$|^move$/.test(row.verb) && row.object.startsWith("c-") ? `/clues/${row.object}` : /matter$|step$|late$|paper$/.test(row.verb) ? `/matters/${row.object}` : undefined;
  return (
    <span className="object">
      <button type="button" className="plain-button" title={t("admin.onlyThis")} onClick={() => onOnly(row.object)}><code>{row.object}</code></button>
      {page && <Link to={page}>{t("admin.open")}</Link>}
      {seen.test(row.verb) && row.object.includes("-") && <Link to={`/admin/looks?object=${encodeURIComponent(row.object)}`} title={t("admin.whoLooked")} aria-label={t("admin.whoLooked")}><EyeOutlined aria-hidden /></Link>}
    </span>
  );
}

/** What else was recorded: the purpose first, then the rest by name; words gives the name of what an id stands for, where that is known. */
export function Details({ detail, words = (id) => id }: { detail: AuditRow["detail"]; words?: (id: string) => string }) {
  const name = useCodes();
  const { t } = useWords();
  const said = (key: string, value: string) => {
    if (key === "role" && isOneOf(roles, value)) return t(`role.${value}`);
    if (key === "level" && isOneOf(levels, value)) return t(`admin.level.${value}`);
    if (key === "source" && value === "declared") return t("account.declared");
    if (key === "source" && value === "detected") return t("account.detected");
    if (/^act\d*$/.test(key)) {
      const [kind = "", ...of] = value.split(" ");
      return [name("matterEvent", kind), ...of.map(words)].join(" ").trim();
    }
    if (/^(standing|verdict|form|masked|factor|keys)$/.test(key) || key === "state" && ("test" in detail || "model" in detail)) return name("auditValue", value);
    if (key === "state") return words(value);
    return value;
  };
  const entries = Object.entries(detail).filter(([, value]) => value !== "").sort(([a], [b]) => Number(b === "purpose") - Number(a === "purpose") || a.localeCompare(b));
  return (
    <span className="details">
      {entries.map(([key, value]) => <span key={key} data-key={key}><span className="quiet">{name("auditDetail", key.replace(/\d+$/, ""))}</span> <Value text={said(key, value)} /></span>)}
    </span>
  );
}

/** What was recorded under one name: a long list of models is counted, and unfolds. */
function Value({ text }: { text: string }) {
  const { t } = useWords();
  const parts = text.split(" ");
  if (parts.length < longList || !parts.every((id) => id.includes("/"))) return <>{text}</>;
  return <details><summary>{t("admin.listOf", { n: parts.length })}</summary>{text}</details>;
}

/** longList is how many ids are a wall. */
const longList = 12;
