import { DiffOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";

/** The way to see a document beside another one of its clue. */
export function CompareMenu({ clue, document }: { clue: Clue; document: string }) {
  const { t } = useWords();
  const others = (clue.documents ?? []).filter((d) => d.id !== document);
  if (others.length === 0 || document === "") return null;
  const page = `/clues/${clue.id}/copies`;
  const items = [
    { key: "", label: <Link to={page}>{t("document.compareMost")}</Link> },
    { type: "divider" as const },
    ...others.map((d) => ({ key: d.id, label: <Link to={`${page}?${new URLSearchParams({ here: document, there: d.id })}`} data-testid="compare-with">{[d.case_no || d.id, dateText(d.decided_on)].join("  ")}</Link> })),
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items, style: { maxHeight: 340, overflow: "auto" } }}>
      <Button icon={<DiffOutlined />} title={t("document.compareWith")} aria-label={t("document.compareWith")} aria-haspopup="menu" data-testid="compare">{t("document.compare")}</Button>
    </Dropdown>
  );
}
