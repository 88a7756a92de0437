/**
 * The OpenAPI 3.1 document of the shop API, made from the contract that answers it: every operation
 * with an example that works on this chain, its problems, and what it needs.
 */
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { shopContract } from "#shared/shop-api/contract.ts";
import { problem } from "../problem.ts";
import { findShopProducts, shopInfoOf } from "./catalogue.ts";
import type { ShopDeps } from "./deps.ts";

/** An operation as far as it is added to here. */
interface Operation {
  operationId?: string;
  parameters?: { name?: string; in?: string; example?: unknown }[];
  requestBody?: { content?: Record<string, { example?: unknown }> };
  responses?: Record<string, unknown>;
  security?: Record<string, string[]>[];
}

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator["generate"]>>;

/** Procedures that only a customer who is signed in may call. */
const FOR_CUSTOMERS: ReadonlySet<string> = new Set([
  "closeSession",
  "me",
  "history",
  "orders",
  "order",
  "placeOrder",
]);

/** The document, with examples taken from what the shop sells now. */
export async function openApiDocument(deps: ShopDeps): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(shopContract, {
    info: {
      title: "Keepshop shop API",
      version: "1.0.0",
      description:
        "Lists products with price and availability, prices baskets by the same engine as the " +
        "tills, places and reads orders. Amounts are integer minor units of the currency. Every " +
        "refusal is a problem (RFC 9457) that says what happened, what is safe and what to do.",
    },
    servers: [{ url: "/shop/api" }],
    commonSchemas: { Problem: { schema: problem } },
    components: {
      securitySchemes: {
        customer: {
          type: "http",
          scheme: "bearer",
          description: "The token of POST /session.",
        },
      },
    },
  });
  const examples = await examplesOf(deps);
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path ?? {})) {
      complete(operation as Operation, examples);
    }
  }
  return document;
}

interface Examples {
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly bodies: Readonly<Record<string, unknown>>;
}

function complete(operation: Operation, examples: Examples): void {
  const name = operation.operationId ?? "";
  for (const parameter of operation.parameters ?? []) {
    const example = examples.parameters[name]?.[parameter.name ?? ""];
    if (example !== undefined) parameter.example = example;
  }
  const body = examples.bodies[name];
  const json = operation.requestBody?.content?.["application/json"];
  if (body !== undefined && json !== undefined) json.example = body;
  if (FOR_CUSTOMERS.has(name)) operation.security = [{ customer: [] }];
  if (name === "placeOrder") {
    const key = {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description: "Made once for an order: with the same key the order is placed once.",
      schema: { type: "string", minLength: 1, maxLength: 200 },
      example: "order-example-1",
    };
    operation.parameters = [...(operation.parameters ?? []), key];
  }
  operation.responses = {
    ...operation.responses,
    default: {
      description: "What happened, what is safe, what to do.",
      content: {
        "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
      },
    },
  };
}

async function examplesOf(deps: ShopDeps): Promise<Examples> {
  const info = await shopInfoOf(deps);
  const asked = { query: "", limit: 50, offset: 0 };
  const { items } = await findShopProducts(deps, asked);
  const free = items.filter((each) => each.restriction === undefined);
  const product = free.find((each) => each.availability.deliveryMilli >= 2_000) ?? free[0];
  const lines = product === undefined ? [] : [{ productId: product.id, quantity: 1 }];
  const address = {
    name: "Maya Okafor",
    street: "1 Example Street",
    city: "London",
    postcode: "N1 1AA",
    country: info.countries[0] ?? "GB",
  };
  const word = product?.name.split(" ")[0] ?? "";
  return {
    parameters: {
      products: { query: word, limit: 5, offset: 0, category: info.categories[0]?.id },
      product: { id: product?.id },
      order: { id: "order-1" },
    },
    bodies: {
      priceBasket: { lines, coupons: [] },
      signIn: { contact: "maya@example.com" },
      openSession: { link: "the-link-of-the-message" },
      placeOrder: {
        lines,
        coupons: [],
        fulfilment: { kind: "ship", address },
        expectedTotalMinor: product?.priceMinor ?? 0,
        payment: { provider: "example", authorisation: "A-1", brand: "Visa", lastFour: "4242" },
        restrictionsChecked: [],
      },
    },
  };
}
