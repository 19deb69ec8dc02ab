import { Skeleton } from "antd";
import { Fragment } from "react";
import { useSearchParams } from "react-router";
import type { Policy, PolicyStatement } from "../api/types";
import { roles, RoleName } from "../session/RoleName";
import { FaultNotice } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { RoleTag } from "./AccountTable";
import { usePolicy } from "./queries";
import { groups, reachOf, rightsOf } from "./reach";

/** Who may do what: a table to be taken in at a glance, and the rules behind it in words. */
export default function PolicyPage() {
  const { t } = useWords();
  const policy = usePolicy();
  const [search, setSearch] = useSearchParams();
  const role = search.get("role") ?? "handler";
  if (policy.isError) return <FaultNotice error={policy.error} onRetry={() => void policy.refetch()} />;
  if (!policy.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return (
    <div className="policy-page">
      <h1 className="visually-hidden">{t("admin.policy")}</h1>
      <section className="panel policy-table">
        <Legend />
        <Grid policy={policy.data} chosen={role} onChoose={(r) => setSearch({ role: r }, { replace: true })} />
      </section>
      <Rules statements={policy.data.statements} role={role} />
    </div>
  );
}

function Legend() {
  const { t } = useWords();
  return (
    <ul className="policy-legend">
      {(["all", "part", "own"] as const).map((at) => <li key={at}><Dot at={at} /> {t(`admin.reach.${at}`)}</li>)}
      <li><Dot at="all" below /> {t("admin.reachBelow")}</li>
    </ul>
  );
}

function Dot({ at, below = false, says }: { at: string; below?: boolean; says?: string }) {
  return <span className="dot" data-at={at} data-below={below} role={says ? "img" : undefined} aria-label={says} title={says} />;
}

function Grid({ policy, chosen, onChoose }: { policy: Policy; chosen: string; onChoose: (role: string) => void }) {
  const { t, text } = useWords();
  const rights = rightsOf(policy);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col"><span className="visually-hidden">{t("admin.right")}</span></th>
          {roles.map((r) => (
            <th key={r} scope="col" data-chosen={r === chosen}>
              <button type="button" className="plain-button" aria-pressed={r === chosen} onClick={() => onChoose(r)} data-testid={`policy-${r}`}><RoleTag role={r} /></button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(groups) as (keyof typeof groups)[]).map((g) => (
          <Fragment key={g}>
            <tr className="policy-group"><th colSpan={roles.length + 1} scope="rowgroup">{t(`admin.rightGroup.${g}`)}</th></tr>
            {rights.filter((x) => (groups[g] as readonly string[]).includes(x.id)).map((x) => (
              <tr key={x.id}>
                <th scope="row">{text(x.name)}</th>
                {roles.map((r) => {
                  const { at, below } = reachOf(policy, x.id, r);
                  const says = at === "none" ? (below ? t("admin.reachBelow") : "") : below ? t("admin.reachAlso", { at: t(`admin.reach.${at}`) }) : t(`admin.reach.${at}`);
                  return <td key={r} data-chosen={r === chosen}>{(at !== "none" || below) && <Dot at={at} below={below} says={says} />}</td>;
                })}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Rules({ statements, role }: { statements: PolicyStatement[]; role: string }) {
  const { t } = useWords();
  const mine = statements.filter((s) => (s.roles as string[]).includes(role));
  return (
    <section className="panel policy-words" aria-live="polite">
      <h2><RoleName role={role} /></h2>
      <h3 className="good">{t("admin.mayDo")}</h3>
      <ul>{mine.filter((s) => !s.forbids).map((s) => <Rule key={s.id} statement={s} />)}</ul>
      <h3 className="bad">{t("admin.mayNot")}</h3>
      <ul>{mine.filter((s) => s.forbids).map((s) => <Rule key={s.id} statement={s} />)}</ul>
      <p className="quiet">{t("admin.policyFoot")}</p>
    </section>
  );
}

function Rule({ statement: s }: { statement: PolicyStatement }) {
  const { t, text } = useWords();
  return (
    <li data-testid="rule">
      {text(s.says)}
      {s.law && <p className="quiet">{t("admin.basis")}{s.law}</p>}
      <details><summary className="quiet">{t("admin.asWritten")}</summary><pre tabIndex={0}>{s.cedar}</pre></details>
    </li>
  );
}
