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
  "help.signIn.a": "Press your name, type your PIN and press Enter. Or scan your badge.",
  "help.sell.q": "How do I sell something?",
  "help.sell.a":
    "Scan it, whatever is on the screen. Without a code, type part of its name and press Enter. Press a line's name to change how many, the price or a note.",
  "help.pay.q": "How is it paid?",
  "help.pay.a":
    "Press F12. Press what was handed over, or type an amount and press a tender. The rest stays to pay until it is covered.",
  "help.wrong.q": "Something was wrong. What now?",
  "help.wrong.a":
    "Before paying: press ✕ on the line, or Ctrl+Z to bring it back. After paying: open Sales, choose the sale and press Put right.",
  "help.offline.q": "It says Offline. May I go on?",
  "help.offline.a":
    "Yes, go on as always. Every sale is saved here and sent by itself when the connection is back.",
  "help.find.q": "How do I find a sale?",
  "help.find.a":
    "Scan its receipt, or type a number, a customer, a product, an amount or the last four digits of the card.",
  "help.client.q": "How do I find a customer?",
  "help.client.a":
    "Type part of the name, the phone, the e-mail or the card. A misspelt name is found too.",
  "help.drawer.q": "How do I close the day?",
  "help.drawer.a":
    "Press Count and close, count what is in the drawer and confirm. Then give a reason if it differs, and press Close and print the Z. It works offline too.",
  "help.return.q": "How do I take something back?",
  "help.return.a":
    "Scan the receipt, or find the sale. Press what comes back, choose why, look at what is paid back, and press Pay back. Goods in the basket are set against it.",
  "help.stock.q": "How do I count or receive?",
  "help.stock.a":
    "Choose Receive, Count or Move and scan each piece; the figure goes up by one with each scan. Selling may go on meanwhile.",
  "help.orders.q": "What do I do with an order?",
  "help.orders.a":
    "Take the one on top: fetch its goods, press Picked, then Ready. Press Handed over when the customer has it.",
  "help.work.q": "Why is something here?",
  "help.work.a":
    "It turned out differently after it was done, or somebody asked for it. Each says what stands meanwhile. Press one answer; it can be taken back.",
  "help.figures.q": "Which sales are in these figures?",
  "help.figures.a":
    "All of this shop that have arrived, and those of this till that are only saved here.",
  "help.devices.q": "How do I set up a printer?",
  "help.devices.a":
    "Press Add, choose what it is and how it is connected, and print a test page. It stays set up for this till.",
  "work.waiting": "{count} to look at",
} as const;
