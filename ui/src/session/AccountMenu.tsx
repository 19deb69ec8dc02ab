import { BulbOutlined, CheckOutlined, DownOutlined, LogoutOutlined, SettingOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { Link } from "react-router";
import { choices, chooseLook, useChoice } from "../shell/lookstore";
import { useWords } from "../words/i18n";
import { RoleName } from "./RoleName";
import { useSession, useSignOut } from "./queries";

/** Who is signed in, where, and the way out. */
export function AccountMenu() {
  const { t } = useWords();
  const session = useSession();
  const signOut = useSignOut();
  const chosen = useChoice();
  const account = session.data;
  if (!account) return null;
  const about = (
    <>
      {account.office} · <RoleName role={account.role} />
      {account.demo && ` · ${t("session.demoAccount")}`}
    </>
  );
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "about", label: about, disabled: true },
          { key: "account", icon: <SettingOutlined />, label: <Link to="/account">{t("account.title")}</Link> },
          {
            key: "look", icon: <BulbOutlined />, label: t("look.title"),
            children: choices.map((c) => ({ key: c, icon: <CheckOutlined style={c === chosen ? undefined : { visibility: "hidden" }} />, label: <span data-testid={`look-${c}`}>{t(`look.${c}`)}</span>, onClick: () => chooseLook(c) })),
          },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("session.signOut"), onClick: () => signOut.mutate() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined aria-hidden />} data-testid="account">
        {account.display} <DownOutlined aria-hidden style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  );
}
