import { Tour } from "antd";
import { useWords } from "../words/i18n";

/** What the tour shows, if the person has it: part of the frame, by where it leads. */
const stops = ["home", "clues", "matters", "network", "models", "data", "identities", "admin", "help"] as const;

const target = (stop: (typeof stops)[number]) =>
  document.querySelector<HTMLElement>(stop === "help" ? '[data-testid="help"]' : stop === "admin" ? '[data-testid="nav-admin"]' : `.shell-nav a[href="/${stop}"]`);

/** Leads along the ways to go, each with what is done there. */
export default function HelpTour({ onEnd }: { onEnd: () => void }) {
  const { t } = useWords();
  const steps = stops.filter((s) => target(s)).map((s) => ({
    title: t(`tour.${s}.title`), description: t(`tour.${s}.says`), target: () => target(s) as HTMLElement,
    placement: s === "help" ? ("bottomRight" as const) : ("right" as const),
  }));
  return <Tour open steps={steps} onClose={onEnd} rootClassName="help-tour" />;
}
