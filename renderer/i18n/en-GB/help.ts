/** What the menus, the command palette and F1 say. */
export const help = {
  "nav.returns": "Returns",
  "nav.stock": "Stock",
  "nav.orders": "Orders",
  "nav.work": "Inbox",
  "nav.settings": "Settings",
  "palette.open": "Find any act",
  "palette.title": "What would you like to do?",
  "palette.label": "Type a few letters",
  "palette.nothing": "Nothing is called “{query}”.",
  "palette.client": "Find a customer",
  "palette.line": "Change the last line",
  "palette.park": "Park or resume a basket",
  "palette.undo": "Bring back what was removed",
  "help.open": "Help",
  "help.title": "Help for this screen",
  "help.keys": "Keys",
  "help.escape": "One step back; the basket stays",
  "help.signIn.q": "How do I sign in?",
  "help.signIn.a":
    "Press your name, type your PIN and press [Enter] or {enter}. Or scan your badge.",
  "help.sell.q": "How do I sell something?",
  "help.sell.a":
    "Scan it, whatever is on the screen. Without a code, press [/], type part of its name into {search} and press [Enter]. Press a line’s name to change how many, the price or a note.",
  "help.pay.q": "How is it paid?",
  "help.pay.a":
    "Press {pay} or [F12]. Press what was handed over, or type an amount and press a tender. The rest stays to pay until it is covered.",
  "help.wrong.q": "Something was wrong. What now?",
  "help.wrong.a":
    "Before paying: press {remove} (✕) on the line; [Ctrl Z] brings it back. After paying: press [Ctrl L] for the last sale, or find any other under {sales}.",
  "help.correct.q": "How do I put a sale right?",
  "help.correct.a":
    "Choose the sale and press {correct}: another tender, a forgotten customer or discount, or the whole sale undone. What happened stays written; the correction is added.",
  "help.offline.q": "It says Offline. May I go on?",
  "help.offline.a":
    "Yes, go on as always. Every sale is saved here and sent by itself when the connection is back.",
  "help.find.q": "How do I find a sale?",
  "help.find.a":
    "Scan its receipt, or type a number, a customer, a product or an amount. {more} also asks for the day, the tender, the last four digits of the card or a serial number.",
  "help.client.q": "How do I find a customer?",
  "help.client.a":
    "Type part of the name, the phone, the e-mail or the card into {find}. A misspelt name is found too.",
  "help.drawer.q": "How do I close the day?",
  "help.drawer.a":
    "Press {count}, count what is in the drawer and confirm. Give a reason if it differs, and press {close}. It works offline too.",
  "help.handOver.q": "Somebody else takes the drawer. What now?",
  "help.handOver.a":
    "Press {handOver}, count, and let the next person sign for it. The day goes on.",
  "help.return.q": "How do I take something back?",
  "help.return.a":
    "Scan the receipt, or find the sale. Press {all} or choose what comes back, choose why, look at what is paid back, and press {payBack}. Goods in the basket are set against it.",
  "help.noReceipt.q": "There is no receipt. What now?",
  "help.noReceipt.a":
    "Find the sale by its customer, or press {without} and scan the goods. The shop’s rules say what may be given back.",
  "help.stock.q": "How do I count or receive?",
  "help.stock.a":
    "Choose {receive}, {count} or {move} and scan each piece; the figure goes up by one with each scan. Selling may go on meanwhile.",
  "help.orders.q": "What do I do with an order?",
  "help.orders.a":
    "Choose the one on top. The large button at the bottom is its next step: fetch the goods, have them ready, hand them over.",
  "help.work.q": "Why is something here?",
  "help.work.a":
    "It turned out differently after it was done, or somebody asked for it. Each says what stands meanwhile. Press one answer; it can be taken back.",
  "help.figures.q": "Which sales are in these figures?",
  "help.figures.a":
    "All of this shop that have arrived, and those of this till that are only saved here. {today} and {month} say of which days.",
  "help.devices.q": "How do I set up a printer?",
  "help.devices.a":
    "Press {add}, choose what it is and how it is connected, and print a test page. It stays set up for this till.",
  "help.practise.q": "May I try things out?",
  "help.practise.a":
    "Yes: {training} begins a practice in which nothing is sold, sent or counted. A coach shows the first sale and the first return.",
  "work.waiting": "{count} to look at",
} as const;
