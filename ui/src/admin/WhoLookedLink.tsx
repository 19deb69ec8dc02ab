import { EyeOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { readsRecord } from "../session/pages";
import { useSession } from "../session/queries";
import { useWords } from "../words/i18n";

/** The way to who looked at a clue or a matter, for those who may read the record. */
export function WhoLookedLink({ object }: { object: string }) {
  const { t } = useWords();
  if (!readsRecord(useSession().data?.role)) return null;
  return <Link to={`/admin/looks?object=${encodeURIComponent(object)}`} className="quiet" style={{ marginInlineStart: 10 }} data-testid="who-looked"><EyeOutlined aria-hidden /> {t("admin.whoLooked")}</Link>;
}
