import { Pager } from "../clue/Pager";
import { useWords } from "../words/i18n";
import type { MatterAddress } from "./useMatterFilter";

/** The foot of the list: which page, and the ways to the others. */
export function MatterPager({ shown, next, address }: { shown: number; next: string | null; address: MatterAddress }) {
  const { t } = useWords();
  return (
    <footer className="list-foot">
      <span className="quiet">{shown > 0 && t("matter.foot")}</span>
      <Pager shown={shown} total={undefined} trail={address.trail} next={next} onFirst={address.first} onBack={address.back} onNext={() => next && address.next(next)} />
    </footer>
  );
}
