/** What the console says, in British English. Every other language has the same keys. */

import { coach } from "./en-GB/coach.ts";
import { core } from "./en-GB/core.ts";
import { counter } from "./en-GB/counter.ts";
import { drawer } from "./en-GB/drawer.ts";
import { floor } from "./en-GB/floor.ts";
import { help } from "./en-GB/help.ts";
import { labels } from "./en-GB/labels.ts";
import { money } from "./en-GB/money.ts";
import { moreActs } from "./en-GB/more-acts.ts";
import { phones } from "./en-GB/phones.ts";
import { quickKeys } from "./en-GB/quick-keys.ts";
import { returns } from "./en-GB/returns.ts";
import { settings } from "./en-GB/settings.ts";
import { setup } from "./en-GB/setup.ts";
import { spoken } from "./en-GB/spoken.ts";
import { stock } from "./en-GB/stock.ts";

export const enGB = {
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
} as const;
