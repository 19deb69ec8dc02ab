import { describe, expect, it } from "vitest";
import { answer } from "./client";
import { Fault, faultOf, isFault } from "./fault";

const problem = { type: "about:blank", title: "刚被他人修改", status: 409, kind: "conflict", request_id: "r-1" };
const failure = (request: Promise<never>) => answer(request).catch((err: unknown) => err);
const replied = (status: number, error: unknown) => Promise.resolve({ error, response: new Response(null, { status }) }) as Promise<never>;

describe("what went wrong", () => {
  it("is read off the problem document", () => {
    expect(faultOf(409, problem)).toMatchObject({ status: 409, kind: "conflict", title: "刚被他人修改", requestId: "r-1" });
  });
  it.each([[401, "denied"], [403, "forbidden"], [404, "not_found"], [409, "conflict"], [422, "invalid"], [429, "too_many"], [500, "internal"], [502, "offline"]])(
    "is guessed from status %i where something in between answered",
    (status, kind) => {
      expect(faultOf(status, "<html>").kind).toBe(kind);
      expect(faultOf(status, null).title).toBe("");
    },
  );
});

describe("answer", () => {
  it("gives the body", async () => {
    expect(await answer(Promise.resolve({ data: 7, response: new Response() }))).toBe(7);
  });
  it("throws the server's fault", async () => {
    const err = await failure(replied(409, problem));
    expect(isFault(err, 409)).toBe(true);
    expect((err as Fault).requestId).toBe("r-1");
  });
  it("says offline when nothing came back, and does not hide an abort", async () => {
    expect(await failure(Promise.reject(new TypeError("Failed to fetch")))).toMatchObject({ status: 0, kind: "offline" });
    const abort = new DOMException("", "AbortError");
    expect(await failure(Promise.reject(abort))).toBe(abort);
  });
});
