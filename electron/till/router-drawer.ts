/** The drawer's and the safe's part of the till-api, served: each act to what answers it. */
import { implement } from "@orpc/server";
import { contract } from "#shared/till-api/contract.ts";
import { handOver } from "./acts/hand-drawer.ts";
import * as safe from "./acts/safe.ts";
import * as shift from "./acts/shift.ts";
import { act, type RouterContext } from "./router-frame.ts";

const os = implement(contract).$context<RouterContext>();

export const drawerRouter = {
  shift: {
    open: os.shift.open.handler(act(shift.open)),
    move: os.shift.move.handler(act(shift.move)),
    noSale: os.shift.noSale.handler(act(shift.noSale)),
    count: os.shift.count.handler(act(shift.count)),
    handOver: os.shift.handOver.handler(act(handOver)),
    x: os.shift.x.handler(act(shift.x)),
    close: os.shift.close.handler(act(shift.close)),
    slip: os.shift.slip.handler(act(shift.slip)),
  },
  safe: {
    count: os.safe.count.handler(act(safe.count)),
    pack: os.safe.pack.handler(act(safe.pack)),
    advance: os.safe.advance.handler(act(safe.advance)),
  },
};
