import { describe, expect, test } from "vitest";
import { readDigitalLink } from "#shared/base/digital-link.ts";

const TODAY = "2026-01-01";
const read = (input: string) => readDigitalLink(input, TODAY);

describe("readDigitalLink", () => {
  test.each([
    ["https://a/01/09520123456788", "01=09520123456788"],
    ["HTTP://a/01/09520123456788", "01=09520123456788"],
    ["https://a:8443/01/09520123456788", "01=09520123456788"],
    ["https://[2001:db8::1]:443/01/09520123456788", "01=09520123456788"],
    ["https://a/01/9520123456788", "01=09520123456788"],
    ["https://a/01/96385074", "01=00000096385074"],
    ["https://a/01/036000291452", "01=00036000291452"],
    ["https://a/00/006141411234567890/01/09520123456788", "01=09520123456788"],
    ["https://a/00/006141411234567890?01=96385074", "00=006141411234567890 01=00000096385074"],
    ["https://a/01/09520123456788/10/01", "01=09520123456788 10=01"],
    ["https://a/01/09520123456788/10/00/21/414", "01=09520123456788 10=00 21=414"],
    ["https://a//x/01/09520123456788", "01=09520123456788"],
    ["https://a/01/09520123456788/22/A/21/B", "01=09520123456788 22=A 21=B"],
    ["https://a/01/09520123456788/10/A%2FB%25", "01=09520123456788 10=A/B%"],
    ["https://a/01/09520123456788/10/A+B", "01=09520123456788 10=A+B"],
    ["https://a/01/09520123456788/10/50%", "01=09520123456788 10=50%"],
    [
      "https://a/01/09520123456788?17=271231;3103=000195",
      "01=09520123456788 17=271231 3103=000195",
    ],
    ["https://a/01/09520123456788?&&x=&y&17=271231&", "01=09520123456788 17=271231"],
    ["https://a/01/09520123456788?__proto__=1&17=271231#/10/X", "01=09520123456788 17=271231"],
    ["https://a/01/09520123456788?99=A%2BB", "01=09520123456788 99=A+B"],
    ["https://a/414/4006381333931/254/X", "414=4006381333931 254=X"],
    ["https://a/8004/4006X/7040/1A2B", "8004=4006X 7040=1A2B"],
    ["https://a/8018/385888700100111111/8019/1", undefined],
    ["https://a/01/09520123456788/235/T?10=A", "01=09520123456788 235=T 10=A"],
  ])("%s", (input, wanted) => {
    const result = read(input);
    const text = result.ok
      ? result.value.map(({ ai, value }) => `${ai}=${value}`).join(" ")
      : undefined;
    expect(text).toBe(wanted);
  });

  test.each([
    ["ftp://a/01/09520123456788", "link-scheme"],
    ["Https://a/01/09520123456788", "link-scheme"],
    ["https:/a/01/09520123456788", "link-scheme"],
    ["", "link-scheme"],
    ["javascript:alert(1)", "link-scheme"],
    ["https:///01/09520123456788", "link-domain"],
    ["https://", "link-domain"],
    ["https://u:p@a/01/09520123456788", "link-domain"],
    ["https://[fe80::1%25eth0]/01/09520123456788", "link-domain"],
    ["https://a:x/01/09520123456788", "link-domain"],
    ["https://a", "link-no-key"],
    ["https://a/", "link-no-key"],
    ["https://a/01", "link-no-key"],
    ["https://a/x/y", "link-no-key"],
    ["https://a/gtin/09520123456788", "link-no-key"],
    ["https://a?01=09520123456788", "link-no-key"],
    ["https://a/21/X", "link-no-key"],
    ["https://a/constructor/x", "link-no-key"],
    ["https://a/01/09520123456788/", "link-no-key"],
    ["https://a/01/", "gs1-empty"],
    ["https://a/01/09520123456788/10/", "gs1-empty"],
    ["https://a/01/09520123456788?99=", "gs1-empty"],
    ["https://a/01/09520123456788?99", "gs1-empty"],
    ["https://a/01/09520123456788/17/271231", "link-qualifier"],
    ["https://a/01/09520123456788/8019/1", "link-qualifier"],
    ["https://a/01/09520123456788/21/B/22/A", "link-qualifier"],
    ["https://a/01/09520123456788/22/A/235/T", "link-qualifier"],
    ["https://a/00/006141411234567890/10/A", "link-qualifier"],
    ["https://a/01/09520123456788/10/A/10/A", "link-qualifier"],
    ["https://a/01/09520123456788?10=A", "link-attribute"],
    ["https://a/01/09520123456788?235=A", "link-attribute"],
    ["https://a/01/09520123456788?17=271231&17=271231", "link-repeated"],
    ["https://a/01/09520123456788?01=09520123456788", "link-repeated"],
    ["https://a/01/09520123456788/10/A?10=A", "link-repeated"],
    ["https://a/01/09520123456788?999=x", "link-unknown-identifier"],
    ["https://a/01/09520123456788?1=x", "link-unknown-identifier"],
    ["https://a/01/1234567", "gs1-length"],
    ["https://a/01/0952012345678X", "gs1-character"],
    ["https://a/01/09520123456789", "gs1-check-digit"],
    ["https://a/01/09520123456788?17=271331", "gs1-date"],
    ["https://a/01/09520123456788?99=A+B", "gs1-character"],
    ["https://a/01/09520123456788/10/%C3%A9", "gs1-character"],
    ["https://a/01/09520123456788/10/A%00", "link-character"],
    ["https://a/01/09520123456788/10/A B", "link-character"],
    ["https://a/01/09520123456788/10/é", "link-character"],
    ["https://a/01/09520123456788/10/A\u0000", "link-character"],
    ["https://a/01/09520123456788\\", "link-character"],
    ["https://a/01/09520123456788/10/\u202e", "link-character"],
    [`https://a/${"01/".repeat(5_000_000)}`, "link-too-long"],
    [`https://a/${"01/".repeat(2_000)}`, "gs1-empty"],
  ])("refuses %j as %s", (input, code) => {
    expect(read(input)).toMatchObject({ ok: false, refusal: { code } });
  });
});
