/** What the console says in American English: British English with the words that differ. */
import { enGB } from "./en-GB.ts";
import type { Messages } from "./locales.ts";

export const enUS: Messages = {
  ...enGB,
  "view.menu": "Colors and language",
  "view.colours": "Colors",
  "nav.counter": "Checkout",
  "basket.label": "Cart",
  "basket.empty.title": "The cart is empty",
  "basket.abandon": "Clear the cart",
  "basket.whole": "The whole cart",
  "basket.park": "Hold",
  "parked.title": "Held carts",
  "parked.open": "Held ({count})",
  "parked.empty": "Nothing is held. A cart that you hold appears here and at the other registers.",
  "parked.how": "The cart can be resumed here or at another register of this store.",
  "parked.here": "this register",
  "palette.park": "Hold or resume a cart",
  "tender.back": "Back to the cart",
  "stock.tab.low": "Running out",
  "device.state.paper-out": "out of paper",
  "shift.fromSafeHow": "Empty when the starting cash stayed in the drawer.",
  "shift.float": "Starting cash",
  "shift.openHow": "Count the starting cash into the drawer, then open it. Selling starts at once.",
  "shift.countHow": "Count everything in the drawer, the starting cash too.",
  "shift.countBlind":
    "Count everything in the drawer, the starting cash too. What is expected is shown after you confirm.",
  "shift.keptFloatHow": "The starting cash for tomorrow; empty when all is taken out.",
  "restriction.ask": "Is the customer {age} or older? Check an ID if in doubt.",
  "total.articles": "Items",
  "hq.saleNowHow":
    "The same cart by the prices, offers and taxes of {time}. The sale itself does not change.",
  "hq.saleNoNow": "By today’s rules this cart cannot be priced.",
};
