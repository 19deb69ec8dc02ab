import { describe, expect, it } from "vitest";
import { assignsClues, assignsMatters, exchanges, filesPetitions, firstPage, managesAccounts, managesPartners, movesClues, readsClues, readsExchanges, readsFigures, readsRecord, seesNumbers } from "./pages";

describe("pages of a role", () => {
  it("shows clues to those who answer for them", () => {
    for (const role of ["handler", "analyst", "leader"] as const) {
      expect(readsClues(role)).toBe(true);
      expect(firstPage(role)).toBe("/home");
    }
  });

  it("keeps whoever runs the program away from cases", () => {
    expect(readsClues("admin")).toBe(false);
    expect(firstPage("admin")).toBe("/admin/people");
    expect(managesAccounts("admin")).toBe(true);
  });

  it("lets those decide on clues who handle them, and those give them away who answer for it", () => {
    for (const role of ["handler", "leader"] as const) expect(movesClues(role)).toBe(true);
    for (const role of ["analyst", "admin"] as const) expect(movesClues(role)).toBe(false);
    expect(assignsClues("leader")).toBe(true);
    expect(assignsClues("handler")).toBe(false);
    expect(assignsMatters("leader")).toBe(true);
    expect(assignsMatters("handler")).toBe(false);
  });

  it("shows who did what to those who answer for it, and figures to those who work here", () => {
    for (const role of ["admin", "leader"] as const) expect(readsRecord(role)).toBe(true);
    for (const role of ["handler", "analyst", "liaison", "citizen"] as const) expect(readsRecord(role)).toBe(false);
    for (const role of ["liaison", "citizen"] as const) expect(seesNumbers(role)).toBe(false);
  });

  it("lets those exchange with other agencies who handle cases, and those trust them who answer for it", () => {
    for (const role of ["handler", "leader"] as const) expect(exchanges(role)).toBe(true);
    for (const role of ["admin", "analyst", "citizen"] as const) expect(exchanges(role)).toBe(false);
    for (const role of ["admin", "leader"] as const) expect(managesPartners(role)).toBe(true);
    expect(managesPartners("handler")).toBe(false);
  });

  it("leads a liaison to what was sent to their agency, and to nothing else", () => {
    expect(firstPage("liaison")).toBe("/transfers");
    expect(readsExchanges("liaison")).toBe(true);
    for (const may of [exchanges, managesPartners, readsClues, seesNumbers, readsRecord]) expect(may("liaison")).toBe(false);
    for (const role of ["admin", "analyst", "citizen", undefined] as const) expect(readsExchanges(role)).toBe(false);
  });

  it("leads citizens to their petitions, and nobody else", () => {
    expect(firstPage("citizen")).toBe("/petitions");
    for (const role of ["admin", "handler", "analyst", "leader", "liaison", undefined] as const) expect(filesPetitions(role)).toBe(false);
  });

  it("shows the figures to those who lead", () => {
    expect(readsFigures("leader")).toBe(true);
    for (const role of ["admin", "handler", "analyst", "liaison", undefined] as const) expect(readsFigures(role)).toBe(false);
  });

  it("promises nothing before it is known who is there", () => {
    expect(readsClues(undefined)).toBe(false);
  });
});
