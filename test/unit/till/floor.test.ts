// The floor of a till: its certificate read by Node's own parser, and devices paired once and taken out.
import { X509Certificate } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { floorCertificate } from "#till/floor/certificate.ts";
import { openFloorDevices } from "#till/floor/devices.ts";
import type { Desk } from "#till/journal/desk.ts";

const NOW_MS = Date.UTC(2026, 10, 22);
const DAY_MS = 86_400_000;

function aDesk(): Desk {
  const kept = new Map<string, Map<string, unknown>>();
  const of = (kind: string) => {
    const found = kept.get(kind) ?? new Map<string, unknown>();
    kept.set(kind, found);
    return found;
  };
  return {
    get: (kind: string, key: string) => of(kind).get(key),
    put: (kind: string, key: string, value: unknown) => void of(kind).set(key, value),
    delete: (kind: string, key: string) => of(kind).delete(key),
    list: (kind: string) => [...of(kind)].map(([key, value]) => ({ key, value })),
  } as unknown as Desk;
}

let counter = 0;
const random = (bytes: number): Uint8Array => {
  counter += 1;
  return new Uint8Array(bytes).fill(counter % 251);
};
const make = (nowMs: number) => ({ addresses: ["192.168.1.20"], nowMs, random });

test("the certificate is one: self-signed, for the shop's address, valid for a time browsers take", () => {
  const made = floorCertificate(aDesk(), make(NOW_MS));
  const read = new X509Certificate(made.certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkIP("192.168.1.20")).toBe("192.168.1.20");
  expect(read.checkHost("localhost")).toBe("localhost");
  expect(read.ca).toBe(false);
  expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  const days = (read.validToDate.getTime() - read.validFromDate.getTime()) / DAY_MS;
  expect(days).toBeLessThanOrEqual(825);
  expect(read.fingerprint256).toBe(made.fingerprint);
});

test("a device that trusts the certificate reaches the till with it", async () => {
  const { certificate, key } = floorCertificate(aDesk(), make(Date.now()));
  const server = createServer({ cert: certificate, key });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const authorized = await new Promise<boolean>((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, ca: certificate }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on("error", reject);
  });
  await new Promise((resolve) => server.close(resolve));
  expect(authorized).toBe(true);
});

test("the certificate is kept, so that a device knows the till again, until its time is nearly over", () => {
  const desk = aDesk();
  const first = floorCertificate(desk, make(NOW_MS));
  expect(floorCertificate(desk, make(NOW_MS + 700 * DAY_MS)).fingerprint).toBe(first.fingerprint);
  expect(floorCertificate(desk, make(NOW_MS + 800 * DAY_MS)).fingerprint).not.toBe(
    first.fingerprint,
  );
});

test("a code lets one device in, once, for five minutes; numbers are never given twice", () => {
  let nowMs = NOW_MS;
  let ids = 0;
  const nextId = () => {
    ids += 1;
    return `device-${ids}`;
  };
  const devices = openFloorDevices({ desk: aDesk(), random, now: () => nowMs, nextId });
  const { code } = devices.mint("Tablet");
  const first = devices.exchange(code);
  expect(first?.device).toMatchObject({ name: "Tablet", number: 1 });
  expect(devices.exchange(code)).toBeUndefined();
  expect(devices.byCookie(first?.cookie)?.id).toBe("device-1");
  expect(devices.byCookie("nothing")).toBeUndefined();
  devices.revoke("device-1");
  expect(devices.byCookie(first?.cookie)?.revokedAtMs).toBe(nowMs);
  expect(devices.list()).toEqual([]);
  const late = devices.mint("Phone");
  nowMs += 5 * 60_000 + 1;
  expect(devices.exchange(late.code)).toBeUndefined();
  expect(devices.exchange(devices.mint("Phone").code)?.device.number).toBe(2);
});
