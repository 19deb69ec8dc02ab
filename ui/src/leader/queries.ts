import { useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { FigureQuery, FigureRowsQuery } from "../api/types";

/** useFigures gives the figures of an office in a period. What was shown stays until others have come. */
export function useFigures(query: FigureQuery) {
  return useQuery({
    queryKey: [...queryKeys.figures, query],
    queryFn: () => answer(api.GET("/api/figures", { params: { query } })),
    placeholderData: (before) => before,
  });
}

/** useFigureRows gives one page of the rows behind a figure. */
export function useFigureRows(set: string, query: FigureRowsQuery) {
  return useQuery({
    queryKey: [...queryKeys.figures, "rows", set, query],
    queryFn: () => answer(api.GET("/api/figures/{set}/rows", { params: { path: { set }, query } })),
  });
}

/** usePrint has it recorded that the figures are printed, and gives the line that stands on the print. */
export function usePrint() {
  return useMutation({ mutationFn: (query: FigureQuery) => answer(api.POST("/api/figures/prints", { params: { query } })) });
}
