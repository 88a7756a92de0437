/** What the console says in Spanish; the same keys as British English, checked by a test. */

import { coach } from "./es/coach.ts";
import { core } from "./es/core.ts";
import { counter } from "./es/counter.ts";
import { drawer } from "./es/drawer.ts";
import { floor } from "./es/floor.ts";
import { help } from "./es/help.ts";
import { labels } from "./es/labels.ts";
import { money } from "./es/money.ts";
import { moreActs } from "./es/more-acts.ts";
import { phones } from "./es/phones.ts";
import { quickKeys } from "./es/quick-keys.ts";
import { returns } from "./es/returns.ts";
import { settings } from "./es/settings.ts";
import { setup } from "./es/setup.ts";
import { spoken } from "./es/spoken.ts";
import { stock } from "./es/stock.ts";
import type { Messages } from "./locales.ts";

export const es: Messages = {
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
