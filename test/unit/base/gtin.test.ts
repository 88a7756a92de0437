import { describe, expect, test } from "vitest";
import { checkDigit, expandUpcE, hasCheckDigit, readGtin } from "#shared/base/gtin.ts";
import { isMeasurePattern, measureText, readMeasure } from "#shared/base/gtin-measure.ts";

describe("readGtin", () => {
  test.each([
    ["96385074", "gtin8", "00000096385074"],
    ["036000291452", "gtin12", "00036000291452"],
    ["4006381333931", "gtin13", "04006381333931"],
    ["10614141000415", "gtin14", "10614141000415"],
  ])("%s is a %s", (code, kind, gtin14) => {
    expect(readGtin(code)).toEqual({ ok: true, value: { kind, digits: code, gtin14 } });
  });

  test.each([
    ["", "gtin-length"],
    ["1", "gtin-length"],
    ["123456789", "gtin-length"],
    ["12345678901", "gtin-length"],
    ["123456789012345", "gtin-length"],
    ["9".repeat(1_000_000), "gtin-length"],
    ["A", "gtin-not-numeric"],
    ["4006381 33931", "gtin-not-numeric"],
    ["4006381333931\n", "gtin-not-numeric"],
    ["٤٠٠٦٣٨١٣٣٣٩٣١", "gtin-not-numeric"],
    ["-4006381333931", "gtin-not-numeric"],
    ["4006381333930", "gtin-check-digit"],
    ["96385073", "gtin-check-digit"],
  ])("refuses %j as %s", (code, refusal) => {
    expect(readGtin(code)).toMatchObject({ ok: false, refusal: { code: refusal } });
  });

  test("check digits of the General Specifications' worked example", () => {
    expect(checkDigit("629104150021")).toBe("3");
    expect(checkDigit("37610425002123456")).toBe("9");
    expect(hasCheckDigit("0")).toBe(false);
  });
});

describe("expandUpcE", () => {
  test.each([
    ["04252614", "042100005264"],
    ["01234505", "012000003455"],
    ["01234523", "012200003453"],
    ["01234531", "012300000451"],
    ["01234543", "012340000053"],
    ["01234558", "012345000058"],
    ["01234596", "012345000096"],
    ["12345670", "123456000070"],
  ])("%s is %s", (code, digits) => {
    expect(expandUpcE(code)).toEqual({ ok: true, value: digits });
  });

  test.each([
    ["04252615", "gtin-check-digit"],
    ["24252614", "gtin-length"],
    ["0425261", "gtin-length"],
    ["0425261A", "gtin-not-numeric"],
    ["", "gtin-length"],
    ["0".repeat(1_000_000), "gtin-length"],
  ])("refuses %j as %s", (code, refusal) => {
    expect(expandUpcE(code)).toMatchObject({ ok: false, refusal: { code: refusal } });
  });
});

describe("row 26: readMeasure", () => {
  test.each([
    ["2488638015418", "24iiiiivvvddc", "15.41", "2488638000001"],
    ["2488638005006", "24iiiiivvvddc", "5.00", "2488638000001"],
    ["2212345600007", "22iiiiiivvddc", "0.00", "2212345600007"],
    ["2012345012349", "20iiiiivvvvvc", "1234", "2012345000001"],
    ["02012346", "02iidddc", "0.234", "02010007"],
  ])("%s by %s is %s of %s", (code, pattern, text, itemCode) => {
    const read = readMeasure(code, pattern);
    expect(read.ok && [measureText(read.value), read.value.itemCode]).toEqual([text, itemCode]);
  });

  test.each([
    ["2488638015418", "25iiiiivvvddc", "measure-no-match"],
    ["248863801541", "24iiiiivvvddc", "measure-no-match"],
    ["2488638015419", "24iiiiivvvddc", "measure-check-digit"],
    ["24886380154 8", "24iiiiivvvddc", "measure-not-numeric"],
    ["2488638015418", "24iiiiivvvdd", "measure-pattern"],
    ["2488638015418", "24iiiiiiiiiic", "measure-pattern"],
    ["2488638015418", "24iiiiiddvvvc", "measure-pattern"],
    ["2488638015418", "__proto__    ", "measure-pattern"],
  ])("refuses %s by %s as %s", (code, pattern, refusal) => {
    expect(readMeasure(code, pattern)).toMatchObject({ ok: false, refusal: { code: refusal } });
  });

  test("knows a pattern that can be used", () => {
    expect(isMeasurePattern("2iiiiivvddddc")).toBe(true);
    for (const bad of ["", "c", "vvvvvvvv", "v".repeat(1_000_000), "24iiiiivvvddcc"]) {
      expect(isMeasurePattern(bad)).toBe(false);
    }
  });
});
