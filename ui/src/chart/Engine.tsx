// The chart library itself; loaded only when the first chart is shown.
import { BarChart, HeatmapChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { colour, useLook } from "../shell/lookstore";
import type { ChartOption } from "./option";
import { paint } from "./paint";

use([BarChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

interface Props {
  option: ChartOption;
  /** Called with the index of the bar that was clicked. */
  onPick?: (index: number) => void;
}

export default function Engine({ option, onPick }: Props) {
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current);
    chart.current = made;
    made.on("click", (event) => pick.current?.(event.dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.current?.setOption({ textStyle: { fontFamily }, ...(still && { animation: false }), ...paint(option, colour) }, true);
  }, [option, look]);

  return <div ref={box} style={{ width: "100%", height: "100%" }} />;
}
