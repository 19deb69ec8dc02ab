import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { newKey } from "../api/key";
import type { PetitionRequest } from "../api/types";

const key = ["petitions"];

/** usePetitions gives the petitions of who is signed in, the newest first. */
export function usePetitions() {
  return useQuery({ queryKey: key, queryFn: async () => (await answer(api.GET("/api/petitions"))).items });
}

/** useSendPetition sends one. */
export function useSendPetition() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PetitionRequest) => answer(api.POST("/api/petitions", { params: { header: { "Idempotency-Key": newKey() } }, body })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: key }),
  });
}
