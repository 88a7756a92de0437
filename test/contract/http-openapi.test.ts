// The shop API's OpenAPI document: well made, complete, and every example in it works as documented.
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { shopContract } from "#shared/shop-api/contract.ts";
import { aWebServer, type WebServer } from "#test/support/web-server.ts";

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: object;
    readonly example?: unknown;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, Content> }>>;
}

interface Content {
  readonly schema: Parameters<typeof z.fromJSONSchema>[0];
  readonly example?: unknown;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Content["schema"]>> };
}

let web: WebServer;
let document: Document;
beforeAll(async () => {
  web = await aWebServer();
  document = (await (await fetch(`${web.url}/shop/api/openapi.json`)).json()) as Document;
});
afterAll(async () => web.stop());

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function operations(): readonly Listed[] {
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ method, path, operation })),
  );
}

test("the document is OpenAPI 3.1 and names every procedure of the contract once", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toMatchObject({ title: expect.stringMatching(/./), version: "1.0.0" });
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(ids.toSorted()).toEqual(Object.keys(shopContract).toSorted());
  expect(operations().filter(({ operation }) => !operation.summary)).toEqual([]);
});

test("every reference leads somewhere, and every path's parameter is described", () => {
  const lost: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "$ref" && typeof inner === "string") {
        const name = inner.replace("#/components/schemas/", "");
        if (!(name in document.components.schemas)) lost.push(inner);
      }
      walk(inner);
    }
  };
  walk(document);
  for (const { path, operation } of operations()) {
    const described = (operation.parameters ?? []).filter((each) => each.in === "path");
    const wanted = [...path.matchAll(/\{(.+?)\}/g)].map((match) => match[1]);
    if (described.map((each) => each.name).join() !== wanted.join()) lost.push(path);
    if (described.some((each) => each.required !== true)) lost.push(`${path} not required`);
  }
  expect(lost).toEqual([]);
});

test("every operation says its success and its problems with a schema that can be read", () => {
  const faults: string[] = [];
  for (const { operation } of operations()) {
    const codes = Object.keys(operation.responses);
    const success = codes.find((code) => code.startsWith("2"));
    const schema = operation.responses[success ?? ""]?.content?.["application/json"]?.schema;
    if (schema === undefined) faults.push(`${operation.operationId}: no success`);
    else z.fromJSONSchema(schema);
    const body = operation.requestBody?.content["application/json"];
    if (body !== undefined && body.example === undefined) {
      faults.push(`${operation.operationId}: no example of a body`);
    }
    const problems = operation.responses["default"]?.content;
    if (problems?.["application/problem+json"] === undefined) {
      faults.push(`${operation.operationId}: no problems`);
    }
  }
  expect(faults).toEqual([]);
});

test("every example works and is answered in the form the document says", async () => {
  let token = "";
  let link = "";
  let order = "";
  const inOrder = ["signIn", "openSession", "placeOrder", "orders"];
  const last = ["closeSession"];
  const rank = ({ operation }: Listed): number => {
    const early = inOrder.indexOf(operation.operationId);
    return last.includes(operation.operationId) ? 99 : early < 0 ? 50 : early;
  };
  const faults: string[] = [];
  for (const listed of operations().toSorted((left, right) => rank(left) - rank(right))) {
    const { operation, method } = listed;
    const example = operation.requestBody?.content["application/json"]?.example;
    const body = operation.operationId === "openSession" ? { link } : example;
    const response = await fetch(addressOf(listed, order), {
      method: method.toUpperCase(),
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(operation.security === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headersOf(operation),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    const schema =
      operation.responses[String(response.status)]?.content?.["application/json"]?.schema;
    const fits = schema !== undefined && z.fromJSONSchema(schema).safeParse(answer);
    if (!fits || !fits.success) {
      const why = fits ? fits.error?.message : JSON.stringify(answer);
      faults.push(`${operation.operationId}: ${response.status} ${why}`);
    }
    if (operation.operationId === "signIn") link = answer.demoLink;
    if (operation.operationId === "openSession") token = answer.token;
    if (operation.operationId === "placeOrder") order = answer.orders[0].id;
  }
  expect(faults).toEqual([]);
});

function addressOf({ path, operation }: Listed, order: string): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place, example } of operation.parameters ?? []) {
    const value = operation.operationId === "order" && name === "id" ? order : String(example);
    if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    if (place === "query" && example !== undefined) query.set(name, value);
  }
  return `${web.url}/shop/api${filled}?${query}`;
}

function headersOf(operation: Operation): Record<string, string> {
  const headers = (operation.parameters ?? []).filter((each) => each.in === "header");
  return Object.fromEntries(headers.map(({ name, example }) => [name, String(example)]));
}
