import { Skeleton } from "antd";
import { Suspense } from "react";
import { NavLink, Outlet } from "react-router";
import { decidesRecusal, managesAccounts, readsRecord } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import "../clue/clue.css";
import "../data/data.css";
import "../matter/matter.css";
import "./admin.css";

/** The frame of the pages of administration: each role has the tabs that it may use. */
export default function AdminFrame() {
  const { t } = useWords();
  const role = useSession().data?.role;
  if (role && !readsRecord(role)) return <div className="notice"><h2>{t("admin.closed")}</h2><p>{t("admin.closedSays")}</p></div>;
  return (
    <div className="page data-frame admin-frame">
      <nav className="data-tabs" aria-label={t("admin.title")}>
        {managesAccounts(role) && <NavLink to="/admin/people">{t("admin.people")}</NavLink>}
        {managesAccounts(role) && <NavLink to="/admin/sessions">{t("admin.sessions")}</NavLink>}
        <NavLink to="/admin/record">{t("admin.record")}</NavLink>
        <NavLink to="/admin/looks">{t("admin.looks")}</NavLink>
        {decidesRecusal(role) && <NavLink to="/admin/recusals">{t("admin.recusals")}</NavLink>}
        <NavLink to="/admin/policy">{t("admin.policy")}</NavLink>
      </nav>
      <Suspense fallback={<Skeleton active />}>
        <Outlet />
      </Suspense>
    </div>
  );
}
