import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { ColumnChoice, ImportRequest, Upload } from "../api/types";
import { pace } from "../register/queries";
import { sendFile } from "./send";

/** A Place is a sheet of an upload and the standard it is read by. */
export interface Place { upload: string; sheet: string; header: string; standard: string }

const placeBody = (p: Place) => ({ sheet: p.sheet, header: p.header || undefined, standard: p.standard });

/** useSend sends a file and tells how much of it has arrived. */
export function useSend(mends: string) {
  const cache = useQueryClient();
  const [share, setShare] = useState(0);
  const [stop, setStop] = useState<AbortController>();
  const send = useMutation({
    mutationFn: (file: File): Promise<Upload> => {
      const controller = new AbortController();
      setStop(controller);
      setShare(0);
      return sendFile(file, mends, setShare, controller.signal);
    },
    onSuccess: (upload) => cache.setQueryData(queryKeys.upload(upload.id), upload),
  });
  return { send, share, stop: () => stop?.abort() };
}

/** useUpload gives a file that has arrived; nothing while id is empty. */
export function useUpload(id: string) {
  return useQuery({
    queryKey: queryKeys.upload(id),
    queryFn: () => answer(api.GET("/api/uploads/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
  });
}

/** useMatches asks which field each column is. A purpose opens personal cells, and is recorded. */
export function useMatches(p: Place, purpose: string) {
  return useQuery({
    queryKey: [...queryKeys.upload(p.upload), "match", p, purpose],
    queryFn: () => answer(api.POST("/api/uploads/{id}/match", { params: { path: { id: p.upload } }, body: { ...placeBody(p), purpose: purpose || undefined } })),
    enabled: p.upload !== "" && p.standard !== "",
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** usePreview asks what an import would make of the first rows. */
export function usePreview(p: Place, columns: ColumnChoice[], purpose: string) {
  return useQuery({
    queryKey: [...queryKeys.upload(p.upload), "preview", p, columns, purpose],
    queryFn: () => answer(api.POST("/api/uploads/{id}/preview", { params: { path: { id: p.upload } }, body: { ...placeBody(p), columns, purpose: purpose || undefined } })),
    enabled: columns.some((c) => c.field !== ""),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** useStart begins an import. */
export function useStart() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ImportRequest) => answer(api.POST("/api/imports", { body })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.imports }),
  });
}

/** useRun tells how far an import is; once it is done, all that counts records is asked for again. */
export function useRun(id: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: queryKeys.run(id),
    queryFn: async () => {
      const run = await answer(api.GET("/api/runs/{id}", { params: { path: { id } } }));
      if (run.state === "done") {
        for (const key of [queryKeys.registers, queryKeys.imports, queryKeys.quarantine, queryKeys.overview]) void cache.invalidateQueries({ queryKey: key });
      }
      return run;
    },
    enabled: id !== "",
    refetchInterval: (q) => (q.state.data?.state === "running" ? pace : false),
  });
}

/** useCancel stops an import that runs. */
export function useCancel(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/runs/{id}", { params: { path: { id } } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: queryKeys.run(id) }),
  });
}
