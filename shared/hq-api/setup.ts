/**
 * The first shop of a chain that has none: who owns it, who it is, its taxes, its people. Each step is
 * an act of its own that can be done again. Products come by import.ts.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { currency, decimal, id, shortText } from "../records/fields.ts";
import { hqAnswer } from "./answer.ts";

const typed = z.string().trim().max(200);

const shopBasics = z.object({
  legalName: typed.min(1),
  /** What stands over the door; the legal name when left out. */
  shopName: typed.default(""),
  street: typed.min(1),
  postcode: typed,
  city: typed.min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: typed.default(""),
  taxNumberKind: typed.default(""),
  taxNumber: typed.default(""),
  currency,
  locale: shortText.min(2),
  timeZone: shortText.min(1),
});
export type ShopBasics = Readonly<z.infer<typeof shopBasics>>;

const taxRate = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,30}$/),
  name: typed.min(1),
  rate: decimal,
  code: z.string().regex(/^[A-Z0-9]{1,3}$/),
});

const shopTaxes = z.object({
  included: z.boolean(),
  rates: z.array(taxRate).min(1).max(20),
});
export type ShopTaxes = Readonly<z.infer<typeof shopTaxes>>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const shopLooks = z.object({
  /** As `shared/records/logo.ts` writes it; empty for none. */
  logo: z.string().max(100_000).default(""),
  openingHours: z
    .array(z.object({ day: z.int().min(0).max(6), from: time, to: time }))
    .max(28)
    .default([]),
});
export type ShopLooks = Readonly<z.infer<typeof shopLooks>>;

/** Digits a person types at every sign-in. */
const newPin = z.string().regex(/^\d{4,8}$/);

const shopPerson = z.object({
  id,
  name: shortText,
  roleId: id,
  roleName: shortText,
  active: z.boolean(),
});

const setupState = z.object({
  /** `empty`: nobody may sign in yet. `going`: being set up. `done`: a shop like any other. */
  phase: z.enum(["empty", "going", "done"]),
  /** Whether who asks has signed in and may set the shop up. */
  signedIn: z.boolean(),
  owners: z.array(shortText),
  basics: shopBasics.optional(),
  taxes: shopTaxes.optional(),
  looks: shopLooks.optional(),
  people: z.array(shopPerson),
  roles: z.array(z.object({ id, name: shortText })),
  products: z.int(),
});
export type SetupState = Readonly<z.infer<typeof setupState>>;

const nothing = hqAnswer(z.object({}));

export const setupProcedures = {
  setupState: oc.output(setupState),
  /**
   * The first person, who may do everything, signed in at once. Refuses `setup-owner-exists` and
   * `setup-not-from-till`: only a till of the chain may ask, and only once.
   */
  setupOwner: oc
    .input(z.object({ name: typed.min(1), pin: newPin, locale: shortText.default("en-GB") }))
    .output(hqAnswer(z.object({ token: z.string(), staffName: shortText }))),
  /** Legal name, address, tax number, currency; everything a store needs besides is made with it. */
  setupShop: oc.input(shopBasics).output(nothing),
  /** Refuses `setup-tax-in-use` for a rate taken away that a product still has. */
  setupTaxes: oc.input(shopTaxes).output(nothing),
  setupLooks: oc.input(shopLooks).output(nothing),
  /** Adds a person, or changes one; without a PIN the old one stays. Refuses `setup-name-taken`. */
  setupPerson: oc
    .input(
      z.object({
        id: id.optional(),
        name: typed.min(1),
        roleId: id,
        pin: newPin.optional(),
        active: z.boolean().default(true),
      }),
    )
    .output(hqAnswer(z.object({ id }))),
  /** The guide is over. Refuses `setup-not-ready` while the shop has no name yet. */
  setupFinish: oc.output(nothing),
};
