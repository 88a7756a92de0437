/**
 * Restricted goods: minimum age, hours, quantity, and who may sell them. What is kept of a check is
 * that it was made or refused; a birth date is never asked for.
 */
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft } from "../records/basket.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { CatalogueView } from "./catalogue.ts";

export interface RestrictionAsk {
  readonly restrictionId: string;
  readonly name: string;
  readonly lineIds: readonly string[];
  readonly quantityMilli: number;
  readonly minimumAge?: number;
  readonly warning?: string;
  /** `none`: nothing to ask, such as a limit of quantity alone. */
  readonly state: "open" | "checked" | "refused" | "none";
}

export type RestrictionRefusal =
  | "restriction-cashier"
  | "restriction-hours"
  | "restriction-open"
  | "restriction-quantity"
  | "restriction-refused";

/** What must be asked for the goods in the basket, each restriction once, with its answer so far. */
export function restrictionsOf(
  draft: BasketDraft,
  catalogue: CatalogueView,
): readonly RestrictionAsk[] {
  const found = new Map<string, { lineIds: string[]; quantityMilli: number }>();
  for (const line of draft.lines) {
    const restrictionId = catalogue.product(line.productId)?.row.restrictionId;
    if (restrictionId === undefined) continue;
    const entry = found.get(restrictionId) ?? { lineIds: [], quantityMilli: 0 };
    entry.lineIds.push(line.id);
    entry.quantityMilli += line.quantityMilli;
    found.set(restrictionId, entry);
  }
  return [...found].flatMap(([restrictionId, { lineIds, quantityMilli }]): RestrictionAsk[] => {
    const rule = catalogue.setting("restriction", restrictionId);
    if (rule === undefined) return [];
    const answer = draft.checks.find((check) => check.restrictionId === restrictionId)?.outcome;
    const { name, minimumAge, warning } = rule;
    const mustAsk = minimumAge !== undefined;
    return [
      {
        restrictionId,
        name,
        lineIds,
        quantityMilli,
        ...(minimumAge === undefined ? {} : { minimumAge }),
        ...(warning === undefined ? {} : { warning }),
        state: mustAsk ? (answer ?? "open") : (answer ?? "none"),
      },
    ];
  });
}

/** Whether the goods may be sold as they are. `minuteOfDay` is the store's own clock, 0 to 1439. */
export function checkRestrictions(
  asks: readonly RestrictionAsk[],
  catalogue: CatalogueView,
  who: { readonly minuteOfDay: number; readonly maySellRestricted: boolean },
): Result<undefined, RestrictionRefusal> {
  for (const ask of asks) {
    const rule = catalogue.setting("restriction", ask.restrictionId);
    if (rule === undefined) continue;
    const args = { name: ask.name, restrictionId: ask.restrictionId };
    if (ask.state === "refused") return refuse("restriction-refused", args);
    if (!isOpenHour(rule, who.minuteOfDay)) return refuse("restriction-hours", args);
    if (rule.quantityMaxMilli !== undefined && ask.quantityMilli > rule.quantityMaxMilli) {
      const { quantityMaxMilli } = rule;
      return refuse("restriction-quantity", { ...args, quantityMaxMilli });
    }
    if (rule.cashierMinimumAge !== undefined && !who.maySellRestricted) {
      return refuse("restriction-cashier", args);
    }
    if (ask.state === "open") {
      return refuse("restriction-open", { ...args, minimumAge: ask.minimumAge ?? 0 });
    }
  }
  return done(undefined);
}

/**
 * What a buyer declared whom nobody sees, as the checks of their basket: one for each restriction that
 * asks for an age. What was declared of goods that are not in the basket is left out.
 */
export function declaredChecks(
  asks: readonly RestrictionAsk[],
  restrictionIds: readonly string[],
  staffId: string,
): BasketDraft["checks"] {
  return asks
    .filter((ask) => ask.minimumAge !== undefined && restrictionIds.includes(ask.restrictionId))
    .map(({ restrictionId }) => ({ restrictionId, outcome: "checked", staffId }));
}

/** The age in years that the goods of these lines ask for, the highest of them; none when none does. */
export function minimumAgeOf(
  asks: readonly RestrictionAsk[],
  lineIds: readonly string[],
): number | undefined {
  const ages = asks
    .filter((ask) => ask.lineIds.some((id) => lineIds.includes(id)))
    .flatMap(({ minimumAge }) => minimumAge ?? []);
  return ages.length === 0 ? undefined : Math.max(...ages);
}

/** Whether the clock is inside one of the spans; a span that ends before it begins runs over midnight. */
function isOpenHour(rule: SettingBody<"restriction">, minuteOfDay: number): boolean {
  if (rule.hours === undefined || rule.hours.length === 0) return true;
  return rule.hours.some(({ from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    return start <= end
      ? minuteOfDay >= start && minuteOfDay < end
      : minuteOfDay >= start || minuteOfDay < end;
  });
}

function minutesOf(clock: string): number {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}
