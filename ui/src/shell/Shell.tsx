import { AuditOutlined, BarChartOutlined, DatabaseOutlined, DeploymentUnitOutlined, FileSearchOutlined, FolderOpenOutlined, HomeOutlined, MailOutlined, SafetyCertificateOutlined, SwapOutlined, TeamOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { Suspense } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { NoticeBell } from "../notice/NoticeBell";
import { HelpMenu } from "../help/HelpMenu";
import { useOverview } from "../overview/queries";
import { AccountMenu } from "../session/AccountMenu";
import { filesPetitions, managesAccounts, managesPartners, opensMatters, readsClues, readsExchanges, readsFigures, readsRecord, seesNumbers } from "../session/pages";
import { useSession } from "../session/queries";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { LanguageSwitch } from "./LanguageSwitch";

/** The frame around every page: name, snapshot, language, account, and the ways to go. */
export default function Shell() {
  const { t } = useWords();
  const overview = useOverview();
  const role = useSession().data?.role;
  const at = useLocation();
  return (
    <div className="shell">
      <a href="#main" className="skip" onClick={skip} data-testid="skip">{t("shell.skip")}</a>
      <header className="shell-top">
        <Link to="/" className="brand">
          {t("product.name")}
          <small>{t("product.line")}</small>
        </Link>
        {overview.data?.snapshot && (
          <span className="snapshot push" title={t("shell.snapshotIs", { id: overview.data.snapshot })}>
            {t("shell.snapshot", { at: dateText(overview.data.imported_at) })}
          </span>
        )}
        <span className={overview.data?.snapshot ? undefined : "push"}>
          <Link to="/laws" className="top-link" data-testid="nav-laws">{t("law.laws")}</Link>
          <HelpMenu />
          <LanguageSwitch />
        </span>
        {readsClues(role) && <NoticeBell />}
        <AccountMenu />
      </header>
      <nav className="shell-nav" aria-label={t("shell.nav")}>
        {filesPetitions(role) && (
          <NavLink to="/petitions" data-testid="nav-petitions">
            <MailOutlined aria-hidden />
            {t("petition.title")}
          </NavLink>
        )}
        {readsClues(role) && (
          <NavLink to="/home">
            <HomeOutlined aria-hidden />
            {t("home.title")}
          </NavLink>
        )}
        {readsClues(role) && (
          <NavLink to="/clues">
            <FileSearchOutlined aria-hidden />
            {t("shell.clues")}
          </NavLink>
        )}
        {opensMatters(role) && (
          <NavLink to="/matters">
            <FolderOpenOutlined aria-hidden />
            {t("matter.title")}
          </NavLink>
        )}
        {(readsExchanges(role) || managesPartners(role)) && (
          <NavLink to={readsExchanges(role) ? "/transfers" : "/transfers/partners"} data-testid="nav-transfers">
            <SwapOutlined aria-hidden />
            {t("transfer.title")}
          </NavLink>
        )}
        {readsClues(role) && (
          <NavLink to="/network">
            <DeploymentUnitOutlined aria-hidden />
            {t("network.title")}
          </NavLink>
        )}
        {readsFigures(role) && (
          <NavLink to="/figures" data-testid="nav-figures">
            <BarChartOutlined aria-hidden />
            {t("leader.title")}
          </NavLink>
        )}
        {seesNumbers(role) && (
          <NavLink to="/models">
            <AuditOutlined aria-hidden />
            {t("shell.models")}
          </NavLink>
        )}
        {seesNumbers(role) && (
          <NavLink to="/data">
            <DatabaseOutlined aria-hidden />
            {t("data.title")}
          </NavLink>
        )}
        {readsExchanges(role) && !seesNumbers(role) && (
          <NavLink to="/data/standards" data-testid="nav-standards">
            <DatabaseOutlined aria-hidden />
            {t("data.standards")}
          </NavLink>
        )}
        {readsClues(role) && (
          <NavLink to="/identities">
            <TeamOutlined aria-hidden />
            {t("identity.title")}
          </NavLink>
        )}
        {readsRecord(role) && (
          <Link to={managesAccounts(role) ? "/admin/people" : "/admin/record"} aria-current={at.pathname.startsWith("/admin") ? "page" : undefined} data-testid="nav-admin">
            <SafetyCertificateOutlined aria-hidden />
            {t("admin.title")}
          </Link>
        )}
      </nav>
      <main className="shell-main" id="main" tabIndex={-1}>
        <Suspense fallback={<Skeleton active className="page" />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** Leads the keyboard to the page itself; the address stays as it is. */
function skip(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
