/** Translates one money case into calls of shared/base; knows no rule of its own. */
import { allocate, parseWeights, type RemainderRule } from "#shared/base/allocate.ts";
import { afterGiftCard, cashDue } from "#shared/base/cash.ts";
import { divideRatio, parseRatio, type Ratio, ratio } from "#shared/base/decimal.ts";
import { currencyOf } from "#shared/base/iso4217.ts";
import { convert, parseMajorExact, roundCash } from "#shared/base/money.ts";
import type { Result } from "#shared/base/result.ts";
import { type RoundingMode, roundExact, roundToStep } from "#shared/base/rounding.ts";
import { type Outcome, outcome } from "./outcome.ts";

interface MoneyCase {
  readonly kind: string;
  readonly mode: RoundingMode;
  readonly value?: string | number;
  readonly numerator?: number | string;
  readonly denominator?: number | string;
  readonly amount?: number | string;
  readonly step?: number;
  readonly weights?: readonly (string | number)[];
  readonly remainder?: RemainderRule;
  readonly remainder_any_of?: readonly RemainderRule[];
  readonly zero_weights?: "equal_shares";
  readonly exponent?: number;
  readonly increment?: number;
  readonly total?: number;
  readonly payments?: readonly Readonly<Record<string, unknown>>[];
  readonly net?: number;
  readonly gross?: number;
  readonly balance?: number;
  readonly rate?: string | number;
  readonly expect: unknown;
}

/** Runs one case through the engine and holds the answer against what the case expects. */
export function runCase(testCase: unknown): Outcome {
  const money = testCase as MoneyCase;
  try {
    return judged(money);
  } catch (error) {
    return { passed: false, expected: money.expect, actual: { error: String(error) } };
  }
}

function judged(money: MoneyCase): Outcome {
  const rules = money.remainder_any_of;
  if (rules !== undefined) {
    const all = rules.map((remainder) => outcome(money.expect, answer({ ...money, remainder })));
    return all.find((one) => !one.passed) ?? (all[0] as Outcome);
  }
  return outcome(money.expect, answer(money));
}

/** One result per row of iso4217.json. */
export function runCurrencies(file: unknown): readonly (Outcome & { readonly id: string })[] {
  const rows = (file as { cases: readonly { code: string }[] }).cases;
  return rows.map((row) => ({ id: `iso4217-${row.code}`, ...outcome(row, currencyOf(row.code)) }));
}

function answer(money: MoneyCase): unknown {
  const { mode } = money;
  switch (money.kind) {
    case "round":
      return roundExact(exact(money.value), mode);
    case "divide": {
      const below = exact(money.denominator);
      if (below.numerator === 0n) return { error: "division_by_zero" };
      return roundExact(divideRatio(exact(money.numerator), below), mode);
    }
    case "round_to_step":
      return Number.isInteger(money.amount)
        ? roundToStep(money.amount as number, money.step ?? 1, mode)
        : roundExact(exact(money.amount), mode, money.step ?? 1);
    case "allocate":
      return shares(money);
    case "cash_round":
      return roundCash(value(parseMajorExact(String(money.amount), money.exponent ?? 2)), {
        incrementMinor: money.increment ?? 1,
        mode,
      });
    case "tender":
      return tender(money);
    case "gift_card": {
      const left = afterGiftCard({
        netMinor: money.net ?? 0,
        grossMinor: money.gross ?? 0,
        balanceMinor: money.balance ?? 0,
      });
      const { netMinor: net, grossMinor: gross, usedMinor: used } = left;
      return { net, gross, used, due: gross, left: gross, remaining: gross };
    }
    case "convert":
      return value(convert({ amountMinor: Number(money.amount), rate: String(money.rate), mode }));
    default:
      return { error: "unknown_kind" };
  }
}

function shares(money: MoneyCase): unknown {
  const weights = parseWeights((money.weights ?? []).map(String));
  if (!weights.ok) return { error: "invalid_weights" };
  const shared = allocate({
    amountMinor: Number(money.amount),
    weights: weights.value,
    stepMinor: money.step ?? 1,
    remainder: money.remainder ?? "first",
    zeroWeights: money.zero_weights ?? "refuse",
  });
  return shared.ok ? shared.value : { error: "invalid_weights" };
}

function tender(money: MoneyCase): unknown {
  let [cashMinor, otherMinor, takesCash] = [0, 0, false];
  for (const payment of money.payments ?? []) {
    const isCash =
      payment.cash === true || Object.values(payment).some((field) => field === "cash");
    if (isCash) cashMinor += Number(payment.amount);
    else otherMinor += Number(payment.amount);
    takesCash ||= isCash;
  }
  const rule = { incrementMinor: money.increment ?? 1, mode: money.mode };
  const due = cashDue({ totalMinor: money.total ?? 0, cashMinor, otherMinor, takesCash, rule });
  return { paid: due.paidMinor, rounding: due.roundingMinor, due: due.dueMinor };
}

function exact(text: string | number | undefined): Ratio {
  const parsed = parseRatio(String(text));
  return parsed.ok ? parsed.value : ratio(0);
}

/** The figure of a result; a refused one fails its case. */
function value<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`the case is refused: ${result.refusal.code}`);
}
