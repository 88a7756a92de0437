/** What the console says in Arabic; the same keys as British English, checked by a test. */

import { coach } from "./ar/coach.ts";
import { core } from "./ar/core.ts";
import { counter } from "./ar/counter.ts";
import { drawer } from "./ar/drawer.ts";
import { floor } from "./ar/floor.ts";
import { help } from "./ar/help.ts";
import { labels } from "./ar/labels.ts";
import { money } from "./ar/money.ts";
import { moreActs } from "./ar/more-acts.ts";
import { phones } from "./ar/phones.ts";
import { quickKeys } from "./ar/quick-keys.ts";
import { returns } from "./ar/returns.ts";
import { settings } from "./ar/settings.ts";
import { setup } from "./ar/setup.ts";
import { spoken } from "./ar/spoken.ts";
import { stock } from "./ar/stock.ts";
import type { Messages } from "./locales.ts";

export const ar: Messages = {
  ...core,
  ...counter,
  ...drawer,
  ...money,
  ...help,
  ...returns,
  ...settings,
  ...setup,
  ...floor,
  ...labels,
  ...phones,
  ...quickKeys,
  ...moreActs,
  ...coach,
  ...stock,
  ...spoken,
};
