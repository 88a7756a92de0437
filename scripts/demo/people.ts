/**
 * The demo's people: staff with roles and PINs, and made-up clients. Telephone numbers are from the
 * ranges Ofcom reserves for drama (020 7946 0xxx, 07700 900xxx), addresses do not exist.
 */
import { hashSync } from "@node-rs/argon2";
import type { Prng } from "#shared/base/prng.ts";
import { CLIENT_GROUP, type DemoStore, type SeedRow, seedRow } from "./rows.ts";

const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly pin: string;
  readonly badge: string;
  /** Absent: every store. */
  readonly storeId?: string;
}

/** Who may sign in, with which PIN; printed at start and shown on the sign-in screen of the demo. */
export const DEMO_STAFF: readonly DemoStaff[] = [
  {
    id: "staff-amira",
    name: "Amira Khan",
    shortName: "Amira",
    roleId: "role-cashier",
    roleName: "Cashier",
    pin: "111222",
    badge: "KB-AMIRA-01",
  },
  {
    id: "staff-tom",
    name: "Tom Ellery",
    shortName: "Tom",
    roleId: "role-stylist",
    roleName: "Stylist",
    pin: "222333",
    badge: "KB-TOM-02",
  },
  {
    id: "staff-jo",
    name: "Jo Lindqvist",
    shortName: "Jo",
    roleId: "role-manager",
    roleName: "Manager",
    pin: "333444",
    badge: "KB-JO-03",
  },
  {
    id: "staff-rosa",
    name: "Rosa Marchetti",
    shortName: "Rosa",
    roleId: "role-hq",
    roleName: "Head office",
    pin: "444555",
    badge: "KB-ROSA-04",
  },
];

/** The id of a person's row at one store. */
export function staffIdAt(staffId: string, storeId: string): string {
  return `${staffId}.${storeId}`;
}

/** One staff row a store, since staff travel with the store's own data. */
export function staffRows(
  stores: readonly DemoStore[],
  sha256: (text: string) => string,
): readonly SeedRow[] {
  const verifiers = new Map(DEMO_STAFF.map((one) => [one.id, hashSync(one.pin, ARGON)]));
  return stores.flatMap((store) =>
    DEMO_STAFF.map((one) =>
      seedRow(
        "staff",
        {
          id: staffIdAt(one.id, store.id),
          name: one.name,
          shortName: one.shortName,
          roleId: one.roleId,
          storeIds: [store.id],
          pinVerifier: verifiers.get(one.id) ?? "",
          badgeHash: sha256(one.badge),
          active: true,
          maySellRestricted: true,
        },
        { storeId: store.id },
      ),
    ),
  );
}

const GIVEN = [
  "Ada",
  "Aisha",
  "Alfie",
  "Amelia",
  "Ben",
  "Carys",
  "Chloe",
  "Daniel",
  "Dev",
  "Ewan",
  "Fatima",
  "Freya",
  "George",
  "Hana",
  "Harriet",
  "Imogen",
  "Isla",
  "Jack",
  "Jasmine",
  "Kofi",
  "Laila",
  "Leo",
  "Lucy",
  "Marcus",
  "Megan",
  "Mohammed",
  "Nadia",
  "Niamh",
  "Noah",
  "Olivia",
  "Oscar",
  "Poppy",
  "Priya",
  "Rhys",
  "Ruby",
  "Samir",
  "Sienna",
  "Sofia",
  "Theo",
  "Yusuf",
  "Zara",
  "Zoe",
];
const FAMILY = [
  "Abbott",
  "Ahmed",
  "Bailey",
  "Begum",
  "Bennett",
  "Chowdhury",
  "Clarke",
  "Davies",
  "Doyle",
  "Edwards",
  "Farrow",
  "Gill",
  "Griffiths",
  "Harding",
  "Hughes",
  "Iqbal",
  "Jones",
  "Kaur",
  "Lloyd",
  "Marsh",
  "Mensah",
  "Morgan",
  "Nowak",
  "O'Brien",
  "Okoro",
  "Patel",
  "Price",
  "Quinn",
  "Rahman",
  "Reid",
  "Rowe",
  "Shah",
  "Silva",
  "Singh",
  "Taylor",
  "Thomas",
  "Wallace",
  "Webb",
  "Whitfield",
  "Young",
];
const CITIES = ["London", "Brighton", "Bath", "Bristol", "Reading", "Oxford", "Guildford", "Lewes"];

/** The five clients with a story, by what each is there to show. */
export const STORY = {
  regular: "client-maya",
  duplicateA: "client-helen-a",
  duplicateB: "client-helen-b",
  complaint: "client-george",
  promise: "client-priya",
  pointsCap: "client-walter",
} as const;

interface StoryClient {
  readonly id: string;
  readonly name: string;
  readonly greeting: string;
  readonly phone: string;
  readonly email?: string;
  /** The number of the card; what is printed on it is `clientCardCode` of it. */
  readonly cardCode?: string;
  readonly city: string;
  readonly sizes?: Readonly<Record<string, string>>;
}

const STORY_CLIENTS: readonly StoryClient[] = [
  {
    id: STORY.regular,
    name: "Maya Okafor",
    greeting: "Maya",
    phone: "020 7946 0001",
    email: "maya@example.com",
    cardCode: "1000000017",
    city: "London",
    sizes: { Apron: "M", Ring: "N" },
  },
  {
    id: STORY.duplicateA,
    name: "Helen Whitcombe",
    greeting: "Ms Whitcombe",
    phone: "07700 900101",
    email: "helen@example.com",
    city: "Brighton",
  },
  {
    id: STORY.duplicateB,
    name: "Hellen Whitcomb",
    greeting: "Helen",
    phone: "07700 900101",
    city: "Brighton",
  },
  {
    id: STORY.complaint,
    name: "George Tallis",
    greeting: "Mr Tallis",
    phone: "07700 900102",
    email: "george@example.com",
    city: "Bath",
  },
  {
    id: STORY.promise,
    name: "Priya Raman",
    greeting: "Priya",
    phone: "07700 900103",
    email: "priya@example.com",
    city: "London",
  },
  {
    id: STORY.pointsCap,
    name: "Walter Bright",
    greeting: "Mr Bright",
    phone: "07700 900104",
    cardCode: "1000000025",
    city: "London",
  },
];

export interface DemoClient {
  readonly id: string;
  readonly row: Extract<SeedRow, { table: "clients" }>;
}

/** The story clients first, then made-up ones up to `count`. */
export function demoClients(count: number, prng: Prng, nowMs: number): readonly DemoClient[] {
  const made: DemoClient[] = STORY_CLIENTS.map((one) => client({ ...one }, nowMs));
  for (let at = made.length; at < count; at += 1) {
    const given = prng.pick(GIVEN);
    const family = prng.pick(FAMILY);
    made.push(
      client(
        {
          id: `client-${String(at).padStart(6, "0")}`,
          name: `${given} ${family}`,
          greeting: given,
          phone:
            at % 2 === 0
              ? `020 7946 ${String(at % 1000).padStart(4, "0")}`
              : `07700 900${String(at % 1000).padStart(3, "0")}`,
          email: `${given}.${family}.${at}@example.com`.toLowerCase().replace("'", ""),
          city: prng.pick(CITIES),
        },
        nowMs,
      ),
    );
  }
  return made;
}

function client(one: StoryClient, nowMs: number): DemoClient {
  const [givenName = one.name, ...rest] = one.name.split(" ");
  const complaint = one.id === STORY.complaint;
  const createdAtMs = nowMs - 400 * 86_400_000;
  const row = seedRow(
    "clients",
    {
      id: one.id,
      name: one.name,
      givenName,
      familyName: rest.join(" "),
      greeting: one.greeting,
      phone: one.phone,
      city: one.city,
      ...(one.email === undefined ? {} : { email: one.email }),
      ...(one.cardCode === undefined ? {} : { cardCode: one.cardCode }),
      ...(one.sizes === undefined ? {} : { sizes: { ...one.sizes } }),
      tags: [],
      segmentIds: [],
      consents: [
        {
          purpose: "marketing",
          channel: "email",
          given: true,
          atMs: createdAtMs,
          proof: "Paper form at the counter",
        },
      ],
      ...(complaint
        ? {
            openComplaint: {
              contactId: "contact-george-1",
              text: "The teapot arrived chipped and nobody called back.",
              atMs: nowMs - 3 * 86_400_000,
            },
          }
        : {}),
      interests: [],
      createdAtMs,
      visits: 0,
      stamps: {},
    } as unknown as Extract<SeedRow, { table: "clients" }>["row"],
    { clientGroup: CLIENT_GROUP },
  ) as Extract<SeedRow, { table: "clients" }>;
  return { id: one.id, row };
}
