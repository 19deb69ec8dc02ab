/** What went wrong with a request, in the words the server chose for the person. */
export class Fault extends Error {
  constructor(
    /** HTTP status; 0 when the server could not be reached. */
    readonly status: number,
    /** Kind as the server names it (denied, conflict, …); "offline" when it could not be reached. */
    readonly kind: string,
    /** Sentence for the person, already in the language asked for; may be empty. */
    readonly title: string,
    /** Number under which the server logged the request; may be empty. */
    readonly requestId: string,
  ) {
    super(title || kind);
    this.name = "Fault";
  }
}

/** offline is the fault of a request that never got an answer. */
export function offline(): Fault {
  return new Fault(0, "offline", "", "");
}

/** faultOf reads a problem document. A body that is none (a proxy's page) still gives a Fault. */
export function faultOf(status: number, body: unknown): Fault {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const word = (key: string) => (typeof problem[key] === "string" ? (problem[key] as string) : "");
  return new Fault(status, word("kind") || kindOf(status), word("title"), word("request_id"));
}

/** isFault reports whether err is a Fault of that HTTP status. */
export function isFault(err: unknown, status: number): err is Fault {
  return err instanceof Fault && err.status === status;
}

function kindOf(status: number): string {
  switch (status) {
    case 401:
      return "denied";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    case 429:
      return "too_many";
    case 502:
    case 503:
    case 504:
      return "offline";
    default:
      return status < 500 ? "invalid" : "internal";
  }
}
