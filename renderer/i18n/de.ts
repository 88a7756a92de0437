/** What the console says in German; the same keys as British English, checked by a test. */

import { coach } from "./de/coach.ts";
import { core } from "./de/core.ts";
import { counter } from "./de/counter.ts";
import { drawer } from "./de/drawer.ts";
import { floor } from "./de/floor.ts";
import { help } from "./de/help.ts";
import { labels } from "./de/labels.ts";
import { money } from "./de/money.ts";
import { moreActs } from "./de/more-acts.ts";
import { phones } from "./de/phones.ts";
import { quickKeys } from "./de/quick-keys.ts";
import { returns } from "./de/returns.ts";
import { settings } from "./de/settings.ts";
import { setup } from "./de/setup.ts";
import { spoken } from "./de/spoken.ts";
import { stock } from "./de/stock.ts";
import type { Messages } from "./locales.ts";

export const de: Messages = {
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
