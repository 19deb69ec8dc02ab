import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { lazy, Suspense, useCallback, useState } from "react";
import { Link } from "react-router";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";
import { KeySheet } from "./KeySheet";
import { markToured, toured } from "./toured";

const Tour = lazy(() => import("./HelpTour"));

/** Help in the frame of every page: pages by task, the tour, the keys. The tour begins by itself for who has not had it. */
export function HelpMenu() {
  const { t } = useWords();
  const account = useSession().data?.name ?? "";
  const [keys, setKeys] = useState(false);
  const [tour, setTour] = useState(() => !toured(account));
  const showKeys = useCallback((open: boolean) => setKeys(open), []);
  const endTour = () => {
    markToured(account);
    setTour(false);
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "pages", label: <Link to="/help">{t("help.title")}</Link> },
            { key: "tour", label: t("tour.again"), onClick: () => setTour(true) },
            { key: "keys", label: <span data-testid="open-keys">{t("keys.title")} ?</span>, onClick: () => setKeys(true) },
          ],
        }}
      >
        <Button type="text" icon={<QuestionCircleOutlined aria-hidden />} aria-label={t("help.menu")} data-testid="help" />
      </Dropdown>
      <KeySheet open={keys} onOpen={showKeys} />
      {tour && <Suspense><Tour onEnd={endTour} /></Suspense>}
    </>
  );
}
