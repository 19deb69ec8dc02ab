import { QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { lazy, useEffect, useState } from "react";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router";
import { newQueryClient, queryKeys } from "../api/queries";
import { firstPage } from "../session/pages";
import { useSession } from "../session/queries";
import { SessionGate } from "../session/SessionGate";
import { useWords } from "../words/i18n";
import { Crash } from "./Crash";
import { Lost } from "./Lost";
import { ProgressBar } from "./ProgressBar";
import { useLook } from "./lookstore";
import { themeOf } from "./theme";

const Shell = lazy(() => import("./Shell"));
const Home = lazy(() => import("../home/HomePage"));
const ClueList = lazy(() => import("../clue/ClueListPage"));
const CluePage = lazy(() => import("../clue/CluePage"));
const CopiesPage = lazy(() => import("../copies/CopiesPage"));
const ClueReport = lazy(() => import("../clue/ReportPage"));
const ModelList = lazy(() => import("../model/ModelListPage"));
const ModelCard = lazy(() => import("../model/ModelPage"));
const DraftPage = lazy(() => import("../draft/DraftPage"));
const DraftAnnex = lazy(() => import("../draft/AnnexPage"));
const MatterFrame = lazy(() => import("../matter/MatterFrame"));
const MatterList = lazy(() => import("../matter/MatterListPage"));
const MatterBoard = lazy(() => import("../matter/BoardPage"));
const MatterCalendar = lazy(() => import("../matter/CalendarPage"));
const MatterApprovals = lazy(() => import("../matter/ApprovalsPage"));
const MatterPage = lazy(() => import("../matter/MatterPage"));
const DataFrame = lazy(() => import("../data/DataFrame"));
const StandardList = lazy(() => import("../standard/StandardListPage"));
const StandardPage = lazy(() => import("../standard/StandardPage"));
const RegisterPage = lazy(() => import("../register/RegisterPage"));
const ImportList = lazy(() => import("../register/ImportListPage"));
const ImportPage = lazy(() => import("../register/ImportPage"));
const ImportWizard = lazy(() => import("../intake/ImportWizard"));
const Quarantine = lazy(() => import("../quarantine/QuarantinePage"));
const Identities = lazy(() => import("../identity/IdentityPage"));
const LawList = lazy(() => import("../laws/LawListPage"));
const LawPage = lazy(() => import("../laws/LawPage"));
const Help = lazy(() => import("../help/HelpPage"));
const NetworkPage = lazy(() => import("../network/NetworkPage"));
const TransferFrame = lazy(() => import("../transfer/TransferFrame"));
const TransferBox = lazy(() => import("../transfer/BoxPage"));
const TransferPartners = lazy(() => import("../transfer/PartnersPage"));
const TransferAlarms = lazy(() => import("../transfer/AlarmsPage"));
const TransferJoints = lazy(() => import("../transfer/JointsPage"));
const ExchangePage = lazy(() => import("../transfer/ExchangePage"));
const AccountPage = lazy(() => import("../account/AccountPage"));
const AdminFrame = lazy(() => import("../admin/AdminFrame"));
const AdminPeople = lazy(() => import("../admin/PeoplePage"));
const AdminSessions = lazy(() => import("../admin/SessionsPage"));
const AdminRecord = lazy(() => import("../admin/RecordPage"));
const AdminLooks = lazy(() => import("../admin/LooksPage"));
const AdminRecusals = lazy(() => import("../admin/RecusalsPage"));
const AdminPolicy = lazy(() => import("../admin/PolicyPage"));
const LeaderPage = lazy(() => import("../leader/LeaderPage"));
const Petitions = lazy(() => import("../petition/PetitionsPage"));
const DocumentList = lazy(() => import("../document/DocumentListPage"));
const DocumentPage = lazy(() => import("../document/DocumentPage"));
const Data = lazy(() => import("../overview/DataPage"));

function First() {
  return <Navigate to={firstPage(useSession().data?.role)} replace />;
}

const router = createBrowserRouter([
  {
    element: <SessionGate><Shell /></SessionGate>,
    errorElement: <Crash />,
    children: [
      { index: true, element: <First /> },
      { path: "home", element: <Home /> },
      { path: "clues", element: <ClueList /> },
      { path: "clues/:id", element: <CluePage /> },
      { path: "clues/:id/report", element: <ClueReport /> },
      { path: "clues/:id/copies", element: <CopiesPage /> },
      {
        path: "matters",
        element: <MatterFrame />,
        children: [
          { index: true, element: <MatterList /> },
          { path: "board", element: <MatterBoard /> },
          { path: "calendar", element: <MatterCalendar /> },
          { path: "approvals", element: <MatterApprovals /> },
        ],
      },
      { path: "matters/:id", element: <MatterPage /> },
      { path: "models", element: <ModelList /> },
      { path: "models/:branch/:name", element: <ModelCard /> },
      { path: "drafts/:id", element: <DraftPage /> },
      { path: "drafts/:id/annex", element: <DraftAnnex /> },
      { path: "figures", element: <LeaderPage /> },
      { path: "identities", element: <Identities /> },
      { path: "network", element: <NetworkPage /> },
      {
        path: "transfers",
        element: <TransferFrame />,
        children: [
          { index: true, element: <TransferBox key="in" side="answerer" /> },
          { path: "out", element: <TransferBox key="out" side="starter" /> },
          { path: "joints", element: <TransferJoints /> },
          { path: "joints/:id", element: <TransferJoints /> },
          { path: "partners", element: <TransferPartners /> },
          { path: "alarms", element: <TransferAlarms /> },
        ],
      },
      { path: "transfers/:id", element: <ExchangePage /> },
      { path: "documents", element: <Navigate to="/data/documents" replace /> },
      { path: "documents/:id", element: <DocumentPage /> },
      { path: "laws", element: <LawList /> },
      { path: "laws/:law", element: <LawPage /> },
      { path: "laws/:law/:version", element: <LawPage /> },
      { path: "help", element: <Help /> },
      { path: "help/:task", element: <Help /> },
      { path: "petitions", element: <Petitions /> },
      { path: "account", element: <AccountPage /> },
      {
        path: "admin",
        element: <AdminFrame />,
        children: [
          { index: true, element: <Navigate to="/admin/record" replace /> },
          { path: "people", element: <AdminPeople /> },
          { path: "sessions", element: <AdminSessions /> },
          { path: "record", element: <AdminRecord /> },
          { path: "looks", element: <AdminLooks /> },
          { path: "recusals", element: <AdminRecusals /> },
          { path: "policy", element: <AdminPolicy /> },
        ],
      },
      {
        path: "data",
        element: <DataFrame />,
        children: [
          { index: true, element: <Data /> },
          { path: "documents", element: <DocumentList /> },
          { path: "registers/:name", element: <RegisterPage /> },
          { path: "imports", element: <ImportList /> },
          { path: "imports/:id", element: <ImportPage /> },
          { path: "import", element: <ImportWizard /> },
          { path: "quarantine", element: <Quarantine /> },
          { path: "standards", element: <StandardList /> },
          { path: "standards/:name", element: <StandardPage /> },
        ],
      },
      { path: "*", element: <Lost /> },
    ],
  },
]);

export function App() {
  const { t, language } = useWords();
  const [client] = useState(newQueryClient);
  const theme = themeOf(useLook());
  useEffect(() => {
    document.title = t("product.name");
    // Some sentences come from the server in the language that was asked for.
    void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== queryKeys.session[0] });
  }, [t, client]);
  dayjs.locale(language === "zh" ? "zh-cn" : "en"); // months and weekdays of the calendars to choose from
  return (
    <ConfigProvider theme={theme} locale={language === "zh" ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <ProgressBar />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
