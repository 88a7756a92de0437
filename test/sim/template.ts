/** What every simulated world begins with, made once a process and copied: a chain, and enrolled tills. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { hashToken } from "#server/auth.ts";
import { openCore } from "#server/core.ts";
import { openDatabase } from "#server/database/open.ts";
import { insertRegister } from "#server/database/registers.ts";
import { engineRules } from "#server/entries/engine-rules.ts";
import { putRows } from "#server/rows/put.ts";
import { hexEncode } from "#shared/base/bytes.ts";
import { SECRET_KEY_BYTES } from "#shared/base/crypto.ts";
import { createPrng } from "#shared/base/prng.ts";
import { GENESIS_HASH } from "#shared/records/entry.ts";
import { aPrice, chainRows, NOW_MS } from "#test/builders/server-chain.ts";
import { openJournal } from "#till/journal/journal.ts";
import { CHAIN } from "./server.ts";

export const START_MS = NOW_MS;

export interface Seat {
  readonly registerId: string;
  readonly storeId: string;
  readonly placeId: string;
}

export interface Template {
  readonly server: string;
  readonly journals: readonly string[];
  readonly seats: readonly Seat[];
}

/** Stores s1 and s2 by turns; each has its own place and shares the warehouse. */
function seatOf(index: number): Seat {
  const shop = (index % 2) + 1;
  return { registerId: `register-${index + 1}`, storeId: `s${shop}`, placeId: `p${shop}` };
}

const tokenOf = (registerId: string): string => `token-of-${registerId}`;

/** Makes the files of a world with so many tills in a folder. */
export async function makeTemplate(folder: string, tills: number): Promise<Template> {
  mkdirSync(folder, { recursive: true });
  const seats = Array.from({ length: tills }, (_, index) => seatOf(index));
  const server = join(folder, "server.db");
  const opened = await openDatabase(server);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const prng = createPrng("template");
  const core = await openCore({
    database: opened.value,
    chain: CHAIN,
    rules: engineRules,
    now: () => START_MS,
    log: { info: () => undefined, warn: () => undefined },
    random: (bytes) => prng.bytes(bytes),
    inline: true,
  });
  const put = await putRows(core, chainRows());
  if (!put.ok) throw new Error(JSON.stringify(put.refusal));
  for (const seat of seats) {
    await core.database.write((tx) =>
      insertRegister(tx, CHAIN, {
        id: seat.registerId,
        storeId: seat.storeId,
        name: seat.registerId,
        series: `S-${seat.registerId}`,
        tokenHash: hashToken(tokenOf(seat.registerId)),
        publicKey: null,
        lastHash: GENESIS_HASH,
        atMs: START_MS,
      }),
    );
  }
  await opened.value.close();
  moveLogIntoFile(server);
  return { server, seats, journals: seats.map((seat) => enrolledJournal(folder, seat)) };
}

function moveLogIntoFile(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

function enrolledJournal(folder: string, seat: Seat): string {
  const file = join(folder, `journal-${seat.registerId}.db`);
  const opened = openJournal({ file, crypto: nodeCrypto, reserveBytes: 0 });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const secretKey = createPrng(seat.registerId).bytes(SECRET_KEY_BYTES);
  const { desk } = opened.value;
  desk.put("secret", "device-key", hexEncode(secretKey));
  desk.put("secret", "device-token", tokenOf(seat.registerId));
  desk.put("till", "identity", {
    registerId: seat.registerId,
    storeId: seat.storeId,
    name: seat.registerId,
    series: `S-${seat.registerId}`,
    serverUrl: "http://127.0.0.1:1",
    publicKey: hexEncode(nodeCrypto.publicKeyOf(secretKey)),
  });
  opened.value.close();
  return file;
}

export { aPrice, tokenOf };
