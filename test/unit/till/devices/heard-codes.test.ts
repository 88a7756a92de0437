// What the register's own scanners read: each code reaches one page, or the basket, once.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Follower, openHeardCodes } from "#till/devices/heard-codes.ts";

describe("row 25: codes of the till's own scanners", () => {
  test("without a console a code goes to the basket as it came", () => {
    const sold: string[] = [];
    const heard = openHeardCodes(() => undefined);
    heard.unfollowed(({ raw }) => sold.push(raw));
    heard.hear("one");
    heard.hear("two");
    expect(sold).toEqual(["one", "two"]);
  });

  test("a console sees a code until it says that a page has it", () => {
    let changes = 0;
    const heard = openHeardCodes(() => {
      changes += 1;
    });
    const console = heard.follow();
    heard.hear("one");
    const [code] = console.waiting();
    expect([code?.raw, changes]).toEqual(["one", 1]);
    heard.taken(code?.id ?? "");
    expect(console.waiting()).toEqual([]);
  });

  test("the newest console has the codes; when it goes, the one before", () => {
    const heard = openHeardCodes(() => undefined);
    const older = heard.follow();
    const newer = heard.follow();
    heard.hear("one");
    expect([older.waiting().length, newer.waiting().length]).toEqual([0, 1]);
    newer.leave();
    expect(older.waiting().map(({ raw }) => raw)).toEqual(["one"]);
  });

  test("however consoles come and go, each code is taken once or sold once, in order", () => {
    const steps = fc.array(fc.constantFrom("hear", "follow", "leave", "take"), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const got: string[] = [];
        const heard = openHeardCodes(() => undefined);
        heard.unfollowed(({ raw }) => got.push(raw));
        const consoles: Follower[] = [];
        let read = 0;
        for (const step of all) {
          if (step === "hear") heard.hear(String(read++));
          else if (step === "follow") consoles.push(heard.follow());
          else if (step === "leave") consoles.pop()?.leave();
          else {
            const [first] = consoles.at(-1)?.waiting() ?? [];
            if (first !== undefined) got.push(first.raw);
            heard.taken(first?.id ?? "");
          }
        }
        for (const console of consoles) console.leave();
        expect(got).toEqual(Array.from({ length: read }, (_, index) => String(index)));
      }),
    );
  });
});
