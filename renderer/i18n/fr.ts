/** What the console says in French; the same keys as British English, checked by a test. */

import { coach } from "./fr/coach.ts";
import { core } from "./fr/core.ts";
import { counter } from "./fr/counter.ts";
import { drawer } from "./fr/drawer.ts";
import { floor } from "./fr/floor.ts";
import { help } from "./fr/help.ts";
import { labels } from "./fr/labels.ts";
import { money } from "./fr/money.ts";
import { moreActs } from "./fr/more-acts.ts";
import { phones } from "./fr/phones.ts";
import { quickKeys } from "./fr/quick-keys.ts";
import { returns } from "./fr/returns.ts";
import { settings } from "./fr/settings.ts";
import { setup } from "./fr/setup.ts";
import { spoken } from "./fr/spoken.ts";
import { stock } from "./fr/stock.ts";
import type { Messages } from "./locales.ts";

export const fr: Messages = {
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
