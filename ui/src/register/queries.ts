import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";

/** useRegisters lists the data sets and how much of each there is. */
export function useRegisters() {
  return useQuery({
    queryKey: queryKeys.registers,
    queryFn: async () => (await answer(api.GET("/api/registers"))).items,
  });
}

/** useCoverage tells from when to when a register reaches. */
export function useCoverage(name: string) {
  return useQuery({
    queryKey: [...queryKeys.registers, name, "coverage"],
    queryFn: () => answer(api.GET("/api/coverage/{name}", { params: { path: { name } } })),
  });
}

/** useQuality tells what is missing and wrong in a register, or in one import of it. */
export function useQuality(name: string, imported: string) {
  return useQuery({
    queryKey: [...queryKeys.registers, name, "quality", imported],
    queryFn: () => answer(api.GET("/api/quality/{name}", { params: { path: { name }, query: imported ? { import: imported } : {} } })),
    enabled: name !== "",
    placeholderData: keepPreviousData,
  });
}

/** Milliseconds between two looks at an import that runs. */
export const pace = 700;

/** useImports gives one page of imports, and the one that runs now. */
export function useImports(standard: string, cursor: string) {
  return useQuery({
    queryKey: [...queryKeys.imports, standard, cursor],
    queryFn: () => answer(api.GET("/api/imports", { params: { query: { standard: standard || undefined, cursor: cursor || undefined, limit: 50 } } })),
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.running ? 3 * pace : false),
  });
}

/** useImport gives one import and what forgetting it would remove. */
export function useImport(id: string) {
  return useQuery({
    queryKey: [...queryKeys.imports, "one", id],
    queryFn: () => answer(api.GET("/api/imports/{id}", { params: { path: { id } } })),
    enabled: id !== "",
  });
}

/** useForget removes all records of an import. Everything that counted them is asked for again. */
export function useForget() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.DELETE("/api/imports/{id}", { params: { path: { id }, query: { reason } } })),
    onSuccess: () => void cache.invalidateQueries({ predicate: (q) => q.queryKey[0] !== queryKeys.session[0] }),
  });
}
