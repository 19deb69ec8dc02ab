import { Skeleton } from "antd";
import { Suspense } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { readsClues, seesNumbers } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import "./data.css";

/** The frame of all pages about data: one row of tabs, each an address of its own. */
export default function DataFrame() {
  const { t } = useWords();
  const role = useSession().data?.role;
  const brings = useLocation().pathname === "/data/import";
  return (
    <div className="page data-frame">
      <nav className="data-tabs" aria-label={t("data.tabs")}>
        {seesNumbers(role) && <NavLink to="/data" end>{t("data.registers")}</NavLink>}
        {readsClues(role) && <NavLink to="/data/documents">{t("documents.title")}</NavLink>}
        {seesNumbers(role) && <NavLink to="/data/imports" aria-current={brings ? "page" : undefined} className={brings ? "active" : undefined}>{t("data.import")}</NavLink>}
        {seesNumbers(role) && <NavLink to="/data/quarantine">{t("data.quarantine")}</NavLink>}
        <NavLink to="/data/standards">{t("data.standards")}</NavLink>
      </nav>
      <Suspense fallback={<Skeleton active />}>
        <Outlet />
      </Suspense>
    </div>
  );
}
