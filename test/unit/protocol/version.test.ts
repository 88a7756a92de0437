import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as messages from "#shared/protocol/messages.ts";
import { PROTOCOL_VERSION } from "#shared/protocol/version.ts";

/** The hash of the wire's schemas at each version: a change to a message is a new line here. */
const HISTORY: Readonly<Record<number, string>> = {
  2: "c42e8c94669c6426070de7288324eb7b8a95d1801041881449631795ef3e1868",
  3: "9c50004e63178ffb4a846edbf0b406f08e23f27a1b1cae28a800edb6805ed0d1",
  4: "8d5b778bf2f1737feda74a3210b0935d5e1e78de9815955c8e6a270bd9fe2331",
  5: "b968e9433016cac3bb5d96376c49fb6828d8d93a0c3e7c4fef9082411f5bb89c",
};

function hashOfWire(): string {
  const all: Readonly<Record<string, unknown>> = messages;
  const schemas = Object.keys(all)
    .sort()
    .flatMap((name) => {
      const schema = all[name];
      if (!(schema instanceof z.ZodType)) return [];
      return [[name, z.toJSONSchema(schema, { unrepresentable: "any" })]];
    });
  return createHash("sha256")
    .update(JSON.stringify([schemas, messages.EVENTS]))
    .digest("hex");
}

describe("P3: the wire's version", () => {
  it("is raised with every change of a message, and says what changed", () => {
    expect({ version: PROTOCOL_VERSION, wire: hashOfWire() }).toEqual({
      version: PROTOCOL_VERSION,
      wire: HISTORY[PROTOCOL_VERSION],
    });
  });
});
