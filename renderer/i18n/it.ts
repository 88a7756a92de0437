/** What the console says in Italian; the same keys as British English, checked by a test. */

import { coach } from "./it/coach.ts";
import { core } from "./it/core.ts";
import { counter } from "./it/counter.ts";
import { drawer } from "./it/drawer.ts";
import { floor } from "./it/floor.ts";
import { help } from "./it/help.ts";
import { labels } from "./it/labels.ts";
import { money } from "./it/money.ts";
import { moreActs } from "./it/more-acts.ts";
import { phones } from "./it/phones.ts";
import { quickKeys } from "./it/quick-keys.ts";
import { returns } from "./it/returns.ts";
import { settings } from "./it/settings.ts";
import { setup } from "./it/setup.ts";
import { spoken } from "./it/spoken.ts";
import { stock } from "./it/stock.ts";
import type { Messages } from "./locales.ts";

export const it: Messages = {
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
