// The only door to the server.
import createClient from "openapi-fetch";
import { currentLanguage } from "../words/language";
import { Fault, faultOf, offline } from "./fault";
import type { paths } from "./schema";

export const api = createClient<paths>({
  baseUrl: "",
  credentials: "same-origin",
  querySerializer: { array: { style: "form", explode: false } }, // state=found,screening
});

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLanguage());
    return request;
  },
});

/** answer waits for a request and gives its body, or throws a Fault. */
export async function answer<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  try {
    const { data, error, response } = await request;
    if (!response.ok) throw faultOf(response.status, error);
    return data as T;
  } catch (err) {
    if (err instanceof Fault || (err instanceof DOMException && err.name === "AbortError")) throw err;
    throw offline();
  }
}
