import { describe, expect, it } from "vitest";
import { amountText, articleText, countText, dateText, quantityText, riskText, shareText, sumText, timeText } from "./format";

describe("figures", () => {
  it("writes risks and shares with two decimals", () => {
    expect(riskText(0.8333)).toBe("0.83");
    expect(riskText(1)).toBe("1.00");
    expect(shareText(0.3)).toBe("+0.30");
    expect(shareText(-0.15)).toBe("−0.15");
    expect(shareText(-0.004)).toBe("0.00");
  });
  it("writes sums to the cent", () => {
    expect(sumText(123456.78, "zh")).toBe("123,456.78 元");
    expect(sumText(123456.78, "en")).toBe("¥123,456.78");
  });
  it("separates thousands", () => expect(countText(1234567)).toBe("1,234,567"));
  it("says that there are more, and nothing where none was counted yet", () => {
    expect(countText(300, true)).toBe("300+");
    expect(countText(0, true)).toBe("—");
    expect(countText(0)).toBe("0");
  });
  it.each([
    [0, "0 元", "¥0"],
    [9999.5, "9,999.5 元", "¥9,999.5"],
    [10_000, "1 万元", "¥10,000"],
    [1_230_000, "123 万元", "¥1,230,000"],
    [123_456_789, "12,345.68 万元", "¥123,456,789"],
    [-50_000, "-5 万元", "−¥50,000"],
    [null, "—", "—"],
  ])("writes %s yuan as %s or %s", (yuan, zh, en) => {
    expect(amountText(yuan, "zh")).toBe(zh);
    expect(amountText(yuan, "en")).toBe(en);
  });
  it.each([
    [23, "cases", "23 件", "23 cases"],
    [0.834, "share", "83.4%", "83.4%"],
    [12000, "yuan", "1.2 万元", "¥12,000"],
    [30, "days", "30 天", "30 days"],
    [5, "people", "5 人", "5 people"],
    [1, "cases", "1 件", "1 case"],
    [1, "people", "1 人", "1 person"],
    [1.5, "years", "1.5 年", "1.5 years"],
    [2, "moons", "2", "2"],
  ])("writes %s %s as %s or %s", (value, unit, zh, en) => {
    expect(quantityText(value, unit, "zh")).toBe(zh);
    expect(quantityText(value, unit, "en")).toBe(en);
  });
});

describe("dates", () => {
  it.each([["2021-03-04", "2021-03-04"], ["2021-03", "2021-03"], ["2021", "2021"], ["", "—"], [null, "—"], ["soon", "soon"]])(
    "writes %s as %s",
    (iso, want) => expect(dateText(iso)).toBe(want),
  );
  it("writes a time in the time of the place", () => {
    const at = new Date(2021, 2, 4, 9, 5).toISOString();
    expect(timeText(at)).toBe("2021-03-04 09:05");
    expect(timeText("")).toBe("—");
  });
});

describe("articles", () => {
  it.each([["18", "第18条", "Art. 18"], ["307-1", "第307条之一", "Art. 307-1"], ["二十", "二十", "Art. 二十"]])(
    "names %s",
    (article, zh, en) => {
      expect(articleText(article, "zh")).toBe(zh);
      expect(articleText(article, "en")).toBe(en);
    },
  );
});
