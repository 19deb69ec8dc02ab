import type { Paper } from "../api/types";

/** What a paper says, to be read. One whose template names the addressee says so itself. */
export function PaperText({ paper }: { paper: Paper }) {
  return <pre className="paper-text" tabIndex={0}>{paper.text.to && !paper.text.directed && paper.text.to + "：\n"}{paper.text.body}</pre>;
}
