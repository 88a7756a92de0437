/**
 * The public shop API: what a web shop, an app or a partner may ask and do. The OpenAPI document is
 * made from this file; the reference web shop is one of its callers. Amounts are integer minor units.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { basketDraft, pricedBasket } from "../records/basket.ts";
import { atMs, currency, id, milli, minor, postalAddress, shortText } from "../records/fields.ts";

/** Most units of one line a web order may have. */
const QUANTITY_MAX = 999;
/** Most lines of a web basket. */
const WEB_LINES_MAX = 200;

/** What can be had, thousandths of a unit, never below zero. */
const availability = z.object({
  /** For home delivery, from the warehouse. */
  deliveryMilli: milli,
  deliveryDays: z.int(),
  stores: z.array(z.object({ storeId: id, name: shortText, availableMilli: milli })),
});

/** What the law or the shop asks for before goods are sold. */
const shopRestriction = z.object({
  id,
  name: shortText,
  /** Years. The buyer declares it with the order, and is checked when the goods are handed over. */
  minimumAge: z.int().optional(),
  /** Shown to the buyer as it stands. */
  warning: shortText.optional(),
  /** Sold only then, `HH:MM` on the shop's clock; a span that ends first runs over midnight. */
  hours: z.array(z.object({ from: shortText, to: shortText })).optional(),
  /** Most of all such goods in one order, thousandths of a unit. */
  quantityMaxMilli: z.int().optional(),
});
export type ShopRestriction = Readonly<z.infer<typeof shopRestriction>>;

const shopProduct = z.object({
  id,
  sku: shortText,
  name: shortText,
  categoryIds: z.array(id),
  /** GTINs, padded to fourteen digits. */
  gtins: z.array(z.string()),
  unit: shortText,
  picture: shortText.optional(),
  colour: shortText.optional(),
  priceMinor: minor,
  /** Higher than the price while it is reduced. */
  regularMinor: minor,
  currency,
  availability,
  restriction: shopRestriction.optional(),
});
export type ShopProduct = Readonly<z.infer<typeof shopProduct>>;

const shopInfo = z.object({
  name: shortText,
  currency,
  locale: shortText,
  demo: z.boolean(),
  countries: z.array(shortText),
  deliveryDays: z.int(),
  categories: z.array(
    z.object({ id, name: shortText, colour: shortText.optional(), products: z.int() }),
  ),
  /** Shops where an order can be collected. */
  stores: z.array(
    z.object({ id, name: shortText, street: shortText, city: shortText, postcode: shortText }),
  ),
});
export type ShopInfo = Readonly<z.infer<typeof shopInfo>>;

const basketLines = z
  .array(z.object({ id: id.optional(), productId: id, quantity: z.int().min(1).max(QUANTITY_MAX) }))
  .min(1)
  .max(WEB_LINES_MAX);

const coupons = z.array(shortText).max(20).default([]);

/** How the goods reach the customer. */
const shopFulfilment = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ship"), address: postalAddress }),
  z.object({ kind: z.literal("collect"), storeId: id }),
]);
export type ShopFulfilment = Readonly<z.infer<typeof shopFulfilment>>;

const shopOrder = z.object({
  id,
  number: shortText,
  state: shortText,
  at: atMs,
  saleId: id.optional(),
  fulfilment: z.enum(["carry", "ship", "collect", "transfer"]),
  storeName: shortText.optional(),
  promisedBy: z.string().optional(),
  /** Handed over only to whom is seen to be that old: years. */
  minimumAge: z.int().optional(),
  totalMinor: minor,
  lines: z.array(
    z.object({ productId: id, name: shortText, quantityMilli: milli, totalMinor: minor }),
  ),
  history: z.array(z.object({ at: atMs, state: shortText })),
});
export type ShopOrder = Readonly<z.infer<typeof shopOrder>>;

const shopPurchase = z.object({
  id,
  kind: z.enum(["sale", "return"]),
  at: atMs,
  channel: z.enum(["counter", "floor", "web"]),
  storeName: shortText,
  receiptNumber: shortText,
  currency,
  totalMinor: minor,
  /** What was paid is not known here any more: amounts are zero and mean nothing. */
  amountsWithheld: z.boolean().optional(),
  lines: z.array(
    z.object({ productId: id, name: shortText, quantityMilli: milli, totalMinor: minor }),
  ),
});
export type ShopPurchase = Readonly<z.infer<typeof shopPurchase>>;

const shopClient = z.object({
  id,
  name: shortText,
  greeting: shortText,
  email: shortText.optional(),
  phone: shortText.optional(),
  points: z.int(),
  tier: shortText.optional(),
  address: postalAddress.partial().optional(),
});
export type ShopClient = Readonly<z.infer<typeof shopClient>>;

/** A payment that a payment provider has authorised already: never a card number. */
const shopPayment = z.object({
  provider: shortText.min(1),
  authorisation: shortText.min(1),
  brand: shortText.optional(),
  lastFour: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});

const placedOrder = z.object({
  saleId: id,
  receiptNumber: shortText,
  at: atMs,
  currency,
  totalMinor: minor,
  taxMinor: minor,
  pointsEarned: z.int(),
  orders: z.array(shopOrder),
});
export type PlacedOrder = Readonly<z.infer<typeof placedOrder>>;

const route = oc.$route({ tags: ["Shop"] });

export const shopContract = {
  info: route
    .route({ method: "GET", path: "/info", summary: "The shop: currency, categories, stores" })
    .output(shopInfo),
  products: route
    .route({
      method: "GET",
      path: "/products",
      summary: "Products by words and category, the most bought first, with price and availability",
    })
    .input(
      z.object({
        query: shortText.default(""),
        category: id.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(24),
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      }),
    )
    .output(z.object({ total: z.int(), items: z.array(shopProduct) })),
  product: route
    .route({ method: "GET", path: "/products/{id}", summary: "One product" })
    .input(z.object({ id }))
    .output(shopProduct),
  priceBasket: route
    .route({
      method: "POST",
      path: "/baskets/price",
      summary:
        "Prices a basket: the draft it was read as, and every figure with where it came from",
    })
    .input(
      z.object({
        basketId: id.optional(),
        lines: basketLines,
        coupons,
        fulfilment: shopFulfilment.optional(),
      }),
    )
    .output(
      z.object({
        draft: basketDraft,
        priced: pricedBasket,
        /** What goods of the basket are restricted by, each once. */
        restrictions: z.array(shopRestriction),
      }),
    ),
  signIn: route
    .route({
      method: "POST",
      path: "/sign-in",
      summary: "Asks for a link that signs a customer in, by telephone number or e-mail address",
    })
    .input(z.object({ contact: shortText.min(3) }))
    .output(
      z.object({
        sent: z.boolean(),
        /** Demo only: the link that would have been sent, for one use. */
        demoLink: z.string().optional(),
      }),
    ),
  openSession: route
    .route({
      method: "POST",
      path: "/session",
      summary: "Uses up a link: a session for a customer",
    })
    .input(z.object({ link: z.string().min(1).max(200) }))
    .output(z.object({ token: z.string(), expiresAtMs: atMs, client: shopClient })),
  closeSession: route
    .route({ method: "DELETE", path: "/session", summary: "Ends the session", tags: ["Customer"] })
    .output(z.object({ ended: z.boolean() })),
  me: route
    .route({ method: "GET", path: "/me", summary: "The customer signed in", tags: ["Customer"] })
    .output(shopClient),
  history: route
    .route({
      method: "GET",
      path: "/me/history",
      summary: "Everything the customer bought or brought back, in every channel, newest first",
      tags: ["Customer"],
    })
    .output(z.object({ items: z.array(shopPurchase) })),
  orders: route
    .route({
      method: "GET",
      path: "/me/orders",
      summary: "The customer's orders, newest first",
      tags: ["Customer"],
    })
    .output(z.object({ items: z.array(shopOrder) })),
  order: route
    .route({
      method: "GET",
      path: "/me/orders/{id}",
      summary: "One order of the customer",
      tags: ["Customer"],
    })
    .input(z.object({ id }))
    .output(shopOrder),
  placeOrder: route
    .route({
      method: "POST",
      path: "/orders",
      summary: "Places an order that is paid; the same idempotency key places it once",
      successStatus: 201,
      tags: ["Customer"],
    })
    .input(
      z.object({
        lines: basketLines,
        coupons,
        fulfilment: shopFulfilment,
        /** The total that the customer confirmed. */
        expectedTotalMinor: minor.min(0),
        payment: shopPayment,
        /** The restrictions with a minimum age that the buyer declares to meet; never a birth date. */
        restrictionsChecked: z.array(id).max(50).optional(),
      }),
    )
    .output(placedOrder),
};
