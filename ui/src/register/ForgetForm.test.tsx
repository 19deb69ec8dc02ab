import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ImportDetail } from "../api/types";
import { startWords } from "../words/i18n";
import { ForgetForm } from "./ForgetForm";

const counts = { read: 5, added: 4, unchanged: 0, superseded: 0, duplicate: 0, quarantined: 1, mended: 0 };
const detail: ImportDetail = {
  id: "i-0123", at: "2026-01-01T00:00:00Z", standard: "marriage", title: { zh: "婚姻登记", en: "Marriage" }, file: "a.csv", sha256: "", agency: "", authorisation: "",
  purpose: "", by: "", retain_until: "", due: false, counts, columns: [], removes: { records: 4, quarantined: 1, snapshots: 2 },
};

beforeAll(() => startWords("zh"));
afterEach(cleanup);

describe("forgetting", () => {
  it("says what goes, and waits for reason and typed id", () => {
    render(<QueryClientProvider client={new QueryClient()}><ForgetForm detail={detail} /></QueryClientProvider>);
    const submit = () => (screen.getByTestId("forget-submit") as HTMLButtonElement).disabled;
    const type = (where: string, value: string) => fireEvent.change(screen.getByTestId(where), { target: { value } });
    expect(screen.getByText(/4 条记录/)).toBeTruthy();
    expect(submit()).toBe(true);
    type("forget-typed", "i-0123");
    expect(submit()).toBe(true);
    type("forget-reason", "到期了");
    expect(submit()).toBe(true);
    type("forget-reason", "保存期限届满");
    expect(submit()).toBe(false);
    type("forget-typed", "i-012");
    expect(submit()).toBe(true);
  });
});
