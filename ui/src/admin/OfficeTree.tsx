import type { OfficeRow } from "../api/types";
import { useWords } from "../words/i18n";

interface Props {
  offices: OfficeRow[];
  chosen: string;
  onChoose: (office: string) => void;
}

/** The tree of offices from the top: lines show which stands below which, bars how many work there. */
export function OfficeTree({ offices, chosen, onChoose }: Props) {
  const known = new Set(offices.map((o) => o.id));
  const most = Math.max(1, ...offices.map((o) => o.people));
  return <Branch offices={offices} parents={offices.filter((o) => !known.has(o.parent)).map((o) => o.id)} most={most} chosen={chosen} onChoose={onChoose} />;
}

function Branch({ offices, parents, most, chosen, onChoose }: Props & { parents: string[]; most: number }) {
  const { t } = useWords();
  return (
    <ul className="tree">
      {offices.filter((o) => parents.includes(o.id)).map((o) => {
        const below = offices.filter((x) => x.parent === o.id).map((x) => x.id);
        return (
          <li key={o.id}>
            <button type="button" className="plain-button tree-office" aria-current={o.id === chosen ? "true" : undefined} onClick={() => onChoose(o.id)} data-testid="office" data-office={o.id}>
              <span className="tree-level" data-level={o.level}>{t(`admin.levelSign.${o.level}`)}</span>
              <span className="tree-name" translate="no">{o.name}</span>
              <span className="quiet figure">{o.people}</span>
              <i className="tree-bar" aria-hidden style={{ width: `${(100 * o.people) / most}%` }} />
            </button>
            {below.length > 0 && <Branch offices={offices} parents={below} most={most} chosen={chosen} onChoose={onChoose} />}
          </li>
        );
      })}
    </ul>
  );
}
