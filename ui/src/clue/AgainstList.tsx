import { CheckCircleOutlined, MinusCircleOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import type { Against } from "../api/types";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";

const icons = {
  checked: <CheckCircleOutlined className="against-checked" aria-hidden />,
  fact: <MinusCircleOutlined className="against-fact" aria-hidden />,
  missing: <QuestionCircleOutlined className="against-missing" aria-hidden />,
} as const;

/** The order in which they are read; a kind that this version does not know counts as a fact. */
const kinds = ["fact", "missing", "checked"] as const;
const kindOf = (a: Against) => (isOneOf(kinds, a.kind) ? a.kind : "fact");

/** What speaks against a clue: facts first, then what is not known, then what was ruled out. */
export function AgainstList({ items }: { items: Against[] }) {
  const { t, text } = useWords();
  if (items.length === 0) return <p className="quiet">{t("against.none")}</p>;
  const sorted = [...items].sort((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)));
  return (
    <ul className="against">
      {sorted.map((a) => (
        <li key={a.id + a.kind} data-kind={kindOf(a)}>
          {icons[kindOf(a)]}
          <span>
            <strong>{t(`against.${kindOf(a)}`)}</strong> {text(a.says)}
          </span>
        </li>
      ))}
    </ul>
  );
}
