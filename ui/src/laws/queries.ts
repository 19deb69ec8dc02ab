import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { queryKeys } from "../api/queries";
import type { CitedArticle } from "../api/types";

/** useLaws lists the laws of the register in all their versions. They come with the program. */
export function useLaws() {
  return useQuery({
    queryKey: queryKeys.laws,
    queryFn: async () => (await answer(api.GET("/api/laws"))).items,
    staleTime: Infinity,
  });
}

/** useLawText gives every article of a version of a law, page after page. */
export function useLawText(law: string, version: string) {
  return useQuery({
    queryKey: [...queryKeys.laws, law, version],
    queryFn: async () => {
      const all: CitedArticle[] = [];
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await answer(api.GET("/api/laws/articles", { params: { query: { law, version, cursor, limit: 200 } } }));
        all.push(...page.items);
        cursor = page.next ?? undefined;
      }
      return all;
    },
    staleTime: Infinity,
  });
}

/** useLawSearch finds articles of the newest versions in which something is said; nothing while nothing is looked for. */
export function useLawSearch(q: string) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.laws, "search", q],
    queryFn: ({ pageParam }) => answer(api.GET("/api/laws/articles", { params: { query: { q, cursor: pageParam || undefined, limit: 20 } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
