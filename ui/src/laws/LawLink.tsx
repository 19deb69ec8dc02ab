import type { ReactNode } from "react";
import { Link } from "react-router";
import type { LawRef } from "../api/types";
import { useWords } from "../words/i18n";
import { lawAddress } from "./address";

/** Leads to an article within its law, beside what is being done: a form that is half filled in stays as it is. */
export function LawLink({ law, children, ...rest }: { law: LawRef; children: ReactNode; className?: string; "data-testid"?: string }) {
  const { t } = useWords();
  return (
    <Link to={lawAddress(law.law, law.version, law.article)} target="_blank" rel="noopener" {...rest}>
      {children}
      <span className="visually-hidden"> {t("law.opens")}</span>
    </Link>
  );
}
