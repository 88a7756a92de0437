/**
 * A till at work: its counter, with all that goes on beside it in whatever process holds the till (the
 * desktop's utility process or one of its own): devices, waiting papers, open payments, the floor.
 */
import { join } from "node:path";
import { scanAhead } from "./acts/ahead.ts";
import { keepLinkAsItWas } from "./acts/demo.ts";
import { joinFloor } from "./acts/floor.ts";
import { keepForwarding } from "./acts/store-forward.ts";
import { recoverOpenPayment } from "./acts/terminal.ts";
import { type Counter, type DemoOptions, openCounter } from "./counter.ts";
import { keepDevices } from "./devices/kept.ts";
import { openVirtualPrinter } from "./devices/virtual-printer.ts";
import { recordSeal } from "./fiscal/seal.ts";
import { openFloor } from "./floor/floor.ts";
import { systemRandom, type TillFaults } from "./host.ts";
import type { Till } from "./main.ts";
import { withTraining } from "./training.ts";
import { watchTour } from "./views/guide.ts";

export interface TillAtWork {
  readonly till: Till;
  readonly counter: Counter;
  /** Lets go of floor and devices, then closes the till; what was acknowledged is on disk. */
  readonly close: () => Promise<void>;
}

export interface WorkOptions {
  readonly dataDir: string;
  /** The built console, for tablets on the floor. */
  readonly pagesFolder: string;
  readonly demo?: DemoOptions;
  readonly faults?: TillFaults;
}

/** Puts an open till to work; what a forerunner left open (papers, payments, devices) is taken up again. */
export async function putToWork(till: Till, options: WorkOptions): Promise<TillAtWork> {
  const { dataDir, pagesFolder, demo, faults } = options;
  const counter = withTraining(
    openCounter({
      core: till.core,
      printer: openVirtualPrinter({
        folder: join(dataDir, "virtual-printer"),
        duringPrint: () => faults?.("during-print"),
      }),
      ...(demo === undefined ? {} : { demo }),
    }),
  );
  keepLinkAsItWas(counter);
  keepDevices(counter);
  watchTour(counter);
  counter.devices.onCode((code) => {
    till.core.updating.touch();
    counter.heard.hear(code);
  });
  counter.heard.unfollowed(
    ({ id, raw }) => void counter.acts.once(id, async () => scanAhead(counter, raw)),
  );
  recordSeal(till.core);
  void counter.queue.run();
  void recoverOpenPayment(counter).then(() => keepForwarding(counter));
  const floor = await openFloor({ counter, pagesFolder, random: systemRandom });
  joinFloor(counter, floor);
  return {
    till,
    counter,
    close: async () => {
      await floor.close();
      counter.devices.close();
      await till.close();
    },
  };
}
