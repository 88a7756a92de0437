// The architecture as data: which layer may import which, who alone may use a package, what pure code
// must not touch, and the reason of each in words that a newcomer can act on. tidy.test.ts applies it.

export interface Layer {
  readonly name: string;
  /** Path prefix; the longest that fits a file decides its layer. */
  readonly prefix: string;
  readonly mayImport: readonly string[] | "anything";
  readonly reason: string;
}

const PURE =
  "shared code runs at the till, on the server and in a browser, so it knows none of them";

export const LAYERS: readonly Layer[] = [
  { name: "base", prefix: "shared/base/", mayImport: [], reason: "base is what all stand on" },
  { name: "records", prefix: "shared/records/", mayImport: ["base"], reason: PURE },
  {
    name: "engine",
    prefix: "shared/engine/",
    mayImport: ["base", "records"],
    reason: `the engine prices baskets and knows no wire and no screen; ${PURE}`,
  },
  {
    name: "protocol",
    prefix: "shared/protocol/",
    mayImport: ["base", "records"],
    reason: `the wire carries records and must not depend on how they are priced; ${PURE}`,
  },
  {
    name: "till-api",
    prefix: "shared/till-api/",
    mayImport: ["base", "records"],
    reason: "the console sees acts and views only, never how the till answers them",
  },
  {
    name: "hq-api",
    prefix: "shared/hq-api/",
    mayImport: ["base", "records"],
    reason: "the same HQ contract is served by the server and tunnelled by a till",
  },
  {
    name: "shop-api",
    prefix: "shared/shop-api/",
    mayImport: ["base", "records"],
    reason: "the shop API is served by the server and called by the web shop and by strangers",
  },
  {
    name: "machine",
    prefix: "machine/",
    mayImport: ["base", "records"],
    reason: "what till and server both ask of the machine they run on, and nothing of the product",
  },
  {
    name: "till",
    prefix: "electron/till/",
    mayImport: ["machine", "base", "records", "engine", "protocol", "till-api", "hq-api"],
    reason: "the till runs as plain Node without Electron, and meets the server only on the wire",
  },
  {
    name: "shell",
    prefix: "electron/",
    mayImport: ["base", "records", "till-api", "hq-api", "till"],
    reason: "the shell opens windows and forks the till; business data never passes through it",
  },
  {
    name: "renderer",
    prefix: "renderer/",
    mayImport: ["base", "records", "till-api", "hq-api", "engine"],
    reason: "screens ask through the till-api and never open a database or a connection",
  },
  {
    name: "web-shop",
    prefix: "sync-server/http/web-shop/",
    mayImport: ["base", "records", "shop-api"],
    reason: "the web shop is a customer of the public shop API like any other",
  },
  {
    name: "server",
    prefix: "sync-server/",
    mayImport: ["machine", "base", "records", "engine", "protocol", "hq-api", "shop-api"],
    reason: "the server meets a till only on the wire",
  },
  {
    name: "scripts",
    prefix: "scripts/",
    mayImport: [
      "base",
      "records",
      "engine",
      "protocol",
      "till-api",
      "hq-api",
      "machine",
      "till",
      "shell",
      "server",
    ],
    reason: "nothing imports a test; what a script and a test share belongs to the product",
  },
  { name: "test", prefix: "test/", mayImport: "anything", reason: "" },
];

export interface PackageRule {
  /** The specifier as it stands in an import. */
  readonly specifier: RegExp;
  /** Paths that may import it. */
  readonly where: RegExp;
  readonly reason: string;
}

/** Tests may import every package; these rules are about the product. */
export const PACKAGE_RULES: readonly PackageRule[] = [
  {
    specifier: /^electron(\/|$)/,
    where: /^electron\/[^/]+\.ts$/,
    reason: "only the shell knows Electron, so that everything else runs where it cannot be had",
  },
  {
    specifier: /^electron-updater(\/|$)/,
    where: /^electron\/(main|updates)\.ts$/,
    reason: "updates are asked for in one place, which has asked the till first",
  },
  {
    specifier: /^rxdb(\/|$)/,
    where: /^(electron\/till\/(replica|views)|scripts\/storage-suite)\//,
    reason: "RxDB is how screens watch the replica, and nothing else may come to depend on it",
  },
  {
    specifier: /^socket\.io-client(\/|$)/,
    where: /^(electron\/till\/sync\/socket-transport\.ts|scripts\/)/,
    reason: "sync speaks to a transport, so that the simulator can put a bad wire in its place",
  },
  {
    specifier: /^socket\.io(\/|$)/,
    where: /^sync-server\/socket\.ts$/,
    reason: "sessions answer messages and do not know what carried them",
  },
  {
    specifier: /^node:sqlite$/,
    where: /^(sync-server\/(database|images)|electron\/till\/(journal|replica))\/|^scripts\//,
    reason: "SQL lives in four folders only; ask the journal, the replica or the database",
  },
  {
    specifier: /^pg(\/|$)/,
    where: /^sync-server\/(database|images)\//,
    reason: "the server's SQL lives in database/ and images/, so that a dialect is one place",
  },
  {
    specifier: /^(node:|(fs|path|crypto|os|http|net|child_process|worker_threads)$)/,
    where: /^(electron\/|machine\/|sync-server\/(?!http\/web-shop\/)|scripts\/|vite|vitest)/,
    reason: "shared code and screens have no Node; hand in what they need as an argument",
  },
  {
    specifier: /^(react|react-dom|@mantine\/.*)(\/|$)/,
    where: /^(renderer|sync-server\/http\/web-shop)\//,
    reason: "React draws screens and knows nothing of what is behind them",
  },
];

export interface PureRule {
  readonly prefix: string;
  readonly banned: "clock" | "random" | "ambient" | "async" | "locale";
  readonly reason: string;
}

const HAND_IN = "hand it in as an argument, so that the same input gives the same bytes everywhere";

export const PURE_RULES: readonly PureRule[] = [
  { prefix: "shared/", banned: "clock", reason: `time comes from outside: ${HAND_IN}` },
  { prefix: "shared/", banned: "random", reason: `chance comes from outside: ${HAND_IN}` },
  { prefix: "shared/", banned: "ambient", reason: "shared code neither logs nor asks the process" },
  {
    prefix: "shared/engine/",
    banned: "async",
    reason: "the engine answers at once; look up what it needs before you ask it",
  },
  {
    prefix: "shared/engine/",
    banned: "locale",
    reason: "the engine knows no language; formatting is the screen's and the receipt's",
  },
];

/** Folders of the console that are one feature each. */
export const FEATURES: RegExp =
  /^renderer\/(counter|shift|returns|clients|orders|stock|reports|hq|settings|display|approve)\//;

/** Files that something outside the project starts or reads: what they reach is alive. */
export const ENTRIES: RegExp =
  /^(scripts\/[^/]+\.(ts|mjs)|electron\/(main|preload|till-host|kiosk)\.ts|renderer\/(main|gallery\/main)\.tsx|renderer\/approve\/worker\.ts|sync-server\/main\.ts|sync-server\/http\/web-shop\/main\.tsx|[^/]+\.config\.ts|test\/.*\.test\.tsx?|test\/types\/.*|test\/support\/seed\.ts|test\/bench\/(.*\.bench|budgets)\.ts)$/;

/** Where SQL text may stand in the product. */
export const SQL_FOLDERS: RegExp =
  /^(sync-server\/(database|images)|electron\/till\/(journal|replica)|shared\/protocol\/image)\//;

export const FUNCTION_LINES_MAX = 70;
/** A function with all the functions it holds, such as a factory with its methods. */
export const FACTORY_LINES_MAX = 200;
export const FILE_LINES_MAX = 400;
/** A suite is a table of cases over one subject and may be longer. */
export const TEST_FILE_LINES_MAX = 600;
