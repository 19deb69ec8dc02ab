import { lazy, Suspense } from "react";
import type { ChartOption } from "./option";

// Asked for at once, beside the data: the library is larger than the page that shows it.
const loading = import("./Engine");
const Engine = lazy(() => loading);

interface Props {
  option: ChartOption;
  /** Height in pixels, reserved before the chart is drawn so that nothing moves. */
  height: number;
  /** What the picture shows, for those who do not see it. */
  label: string;
  onPick?: (index: number) => void;
  testId?: string;
}

/** A chart. Its figures must also stand on the page as text or in its label. */
export function Chart({ option, height, label, onPick, testId }: Props) {
  return (
    <div role="img" aria-label={label} style={{ height, cursor: onPick ? "pointer" : undefined }} data-testid={testId}>
      <Suspense fallback={null}>
        <Engine option={option} onPick={onPick} />
      </Suspense>
    </div>
  );
}
