/**
 * What a till can refuse: at start, at sign-in, at selling and paying. Each says what happened, what
 * is safe and what to do. The words are the fallback; screens translate by code.
 */
import { defineRefusals } from "./define.ts";

const TRY_ANOTHER_WAY = { retry: "after-change", dataAtRisk: false } as const;

export const tillRefusals = defineRefusals({
  "till-not-enrolled": {
    happened: "This till does not belong to a store yet.",
    act: "Ask for an enrolment code in the HQ screen under Tills and start the till with it.",
    ...TRY_ANOTHER_WAY,
  },
  "till-server-unreachable": {
    happened: "The server could not be reached, so this till could not be enrolled.",
    act: "Check the network and the server's address, then start again. The code was not used.",
    retry: "later",
    dataAtRisk: false,
  },
  "till-server-nonsense": {
    happened: "What answered at the server's address is not a Keepshop server.",
    act: "Check the server's address. Nothing was changed on this till.",
    ...TRY_ANOTHER_WAY,
  },
  "till-folder-unwritable": {
    happened: "The till's data folder cannot be made or written.",
    act: "Choose a folder this user may write to, or ask for the right to write there.",
    ...TRY_ANOTHER_WAY,
  },
  "product-unknown": {
    happened: "No product of this shop has this code.",
    act: "The basket is as it was. Scan again, or type the product's name in the search field.",
    ...TRY_ANOTHER_WAY,
  },
  "variant-not-chosen": {
    happened: "This product is sold in sizes or colours, and none was chosen.",
    act: "The basket is as it was. Find the product by its name and choose its size or colour.",
    ...TRY_ANOTHER_WAY,
  },
  "scan-unused": {
    happened: "This page takes no scans.",
    act: "Nothing was changed. Open the counter with F2 and scan again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "till-unreachable": {
    happened: "The till did not answer.",
    act: "What was saved is safe. Wait until this screen is connected again, then look at the basket before pressing again.",
    retry: "later",
    dataAtRisk: false,
  },
  "product-vanished": {
    happened: "Head office has taken a product of this basket out of the shop.",
    act: "Press Take it out and go on with the rest. Nothing was paid and nothing is lost.",
    ...TRY_ANOTHER_WAY,
  },
  "line-unknown": {
    happened: "This line is no longer in the basket.",
    act: "Look at the basket as it is now; nothing was changed.",
    ...TRY_ANOTHER_WAY,
  },
  "payment-open": {
    happened: "A card payment of this basket is not decided yet.",
    act: "Look at the card terminal and press what it says: charged, or not charged.",
    ...TRY_ANOTHER_WAY,
  },
  "shift-open": {
    happened: "The drawer of this till is open already.",
    act: "Go on selling; close the drawer first if it is to be opened anew.",
    ...TRY_ANOTHER_WAY,
  },
  "not-signed-in": {
    happened: "Nobody is signed in at this till.",
    act: "Sign in with your PIN or badge. The basket is kept.",
    ...TRY_ANOTHER_WAY,
  },
  "not-allowed": {
    happened: "Your role may not do this.",
    act: "Ask someone who may to approve it on this till.",
    ...TRY_ANOTHER_WAY,
  },
  "approval-not-for-this": {
    happened: "The approval was given for something else, or was used already.",
    act: "Ask for the approval again.",
    ...TRY_ANOTHER_WAY,
  },
  "approval-code-wrong": {
    happened: "The code is not right.",
    act: "Read the number out again, and type the code that the phone then shows.",
    retry: "now",
    dataAtRisk: false,
  },
  "approval-code-over": {
    happened: "This number is used, too old, or was shown for something else.",
    act: "Press New number, and ask for the code to it. Nothing was changed.",
    ...TRY_ANOTHER_WAY,
  },
  "approval-phone-unknown": {
    happened: "No phone of this person may approve at this till now.",
    act: "Ask for the PIN or the badge, or connect this till once.",
    ...TRY_ANOTHER_WAY,
  },
  "wrong-pin": {
    happened: "The PIN is not right.",
    act: "Type the PIN again.",
    retry: "now",
    dataAtRisk: false,
  },
  "locked-out": {
    happened: "Too many wrong PINs in a row.",
    act: "Wait until the time shown has passed, or sign in with a badge.",
    retry: "later",
    dataAtRisk: false,
  },
  "not-here": {
    happened: "This person does not work at this store, or not any more.",
    act: "Choose another person, or have HQ add them to the store.",
    ...TRY_ANOTHER_WAY,
  },
  "badge-unknown": {
    happened: "This badge is not known here.",
    act: "Sign in with your PIN.",
    ...TRY_ANOTHER_WAY,
  },
  "badge-expired": {
    happened: "This badge has not been renewed for too long.",
    act: "Sign in with your PIN, or connect this till once so that the badge is renewed.",
    ...TRY_ANOTHER_WAY,
  },
  "still-filling": {
    happened: "This till is still fetching its data.",
    act: "Wait a moment; the progress is shown. What has arrived already can be sold.",
    retry: "later",
    dataAtRisk: false,
  },
  "client-unknown": {
    happened: "This customer is not known here.",
    act: "Search by name or telephone, or make a new one.",
    ...TRY_ANOTHER_WAY,
  },
  "sale-unknown": {
    happened: "There is no such sale on this till or in what the server sent.",
    act: "Search by day, amount or customer.",
    ...TRY_ANOTHER_WAY,
  },
  "basket-unknown": {
    happened: "This parked basket is not there any more.",
    act: "Look at the list of parked baskets; another till may have taken it.",
    ...TRY_ANOTHER_WAY,
  },
  "basket-not-empty": {
    happened: "There is already something in the basket.",
    act: "Finish, park or throw away the basket in hand first.",
    ...TRY_ANOTHER_WAY,
  },
  "nothing-to-undo": {
    happened: "Nothing was removed that could come back.",
    act: "Scan or search for it again.",
    ...TRY_ANOTHER_WAY,
  },
  "basket-being-paid": {
    happened: "The basket is being paid and does not change meanwhile.",
    act: "Finish paying, or go back to the basket first.",
    ...TRY_ANOTHER_WAY,
  },
  "not-being-paid": {
    happened: "The basket is not being paid.",
    act: "Press pay first.",
    ...TRY_ANOTHER_WAY,
  },
  "tender-not-here": {
    happened: "This way of paying is not set up at this till.",
    act: "Choose another way of paying.",
    ...TRY_ANOTHER_WAY,
  },
  "payment-unknown-id": {
    happened: "There is no such open payment.",
    act: "Look at what is still open on the pay sheet.",
    ...TRY_ANOTHER_WAY,
  },
  "promise-not-possible": {
    happened: "This product cannot be promised from there now.",
    act: "Choose another place, or offer something similar.",
    ...TRY_ANOTHER_WAY,
  },
  "no-shift": {
    happened: "No shift is open on this drawer.",
    act: "Open the shift with its float first.",
    ...TRY_ANOTHER_WAY,
  },
  "needs-connection": {
    happened: "This needs the server, and the till is not connected.",
    act: "Try again when the lamp is green. A draft was kept.",
    retry: "later",
    dataAtRisk: false,
  },
  "not-demo": {
    happened: "This is there in the demonstration only.",
    act: "Nothing to do.",
    retry: "never",
    dataAtRisk: false,
  },
  "cards-waiting": {
    happened: "Card payments that this till's terminal keeps still wait for the bank.",
    act: "Send them first, or say what the bank says of them: both in the inbox.",
    ...TRY_ANOTHER_WAY,
  },
  "note-needed": {
    happened: "This answer needs a word of how or why.",
    act: "Write it and press again.",
    ...TRY_ANOTHER_WAY,
  },
  "work-unknown": {
    happened: "This task is not there any more.",
    act: "Look at the list again; someone may have finished it.",
    ...TRY_ANOTHER_WAY,
  },
  "order-unknown": {
    happened: "This order is not there any more.",
    act: "Look at the list of orders again.",
    ...TRY_ANOTHER_WAY,
  },
  "device-unknown": {
    happened: "This device is not set up at this till.",
    act: "Set it up under Devices.",
    ...TRY_ANOTHER_WAY,
  },
  "device-address": {
    happened: "The address of the device cannot be read.",
    act: "Type it as tcp://192.168.1.50:9100 or serial:/dev/ttyUSB0, or choose virtual.",
    ...TRY_ANOTHER_WAY,
  },
  "device-silent": {
    happened: "The device does not answer.",
    act: "Check that it is switched on and its cable is in, then test it again.",
    retry: "later",
    dataAtRisk: false,
  },
  "labels-none": {
    happened: "None of these products has a label to print.",
    act: "Look at the list again; a price may have changed meanwhile. Nothing was printed.",
    ...TRY_ANOTHER_WAY,
  },
  "scale-missing": {
    happened: "This register has no scale.",
    act: "Type the weight, or set a scale up under Settings, Devices.",
    ...TRY_ANOTHER_WAY,
  },
  "scale-no-weight": {
    happened: "The scale gave no weight.",
    act: "Lay the goods on it alone, let them come to rest, and weigh again. The line is as it was.",
    ...TRY_ANOTHER_WAY,
  },
  "line-not-weighed": {
    happened: "This product is not sold by weight.",
    act: "Type how many. The line is as it was.",
    ...TRY_ANOTHER_WAY,
  },
  "printer-not-ready": {
    happened: "The printer does not answer, or needs paper.",
    act: "The receipt waits. Put paper in or switch the printer on, then print what waits.",
    retry: "later",
    dataAtRisk: false,
  },
  "kiosk-port-taken": {
    happened: "Another program already listens on the console's port.",
    act: "Stop the other program, or start with another port. Nothing is lost.",
    ...TRY_ANOTHER_WAY,
  },
  "not-offered-yet": {
    happened: "This part of Keepshop is not built yet.",
    act: "Nothing was changed. Use another way.",
    retry: "never",
    dataAtRisk: false,
  },
  "floor-port-taken": {
    happened: "Another program on this computer uses the address for tablets and phones.",
    act: "Close that program or restart this computer, then switch it on again.",
    retry: "later",
    dataAtRisk: false,
  },
  "floor-closed": {
    happened: "This till does not let tablets and phones in at the moment.",
    act: "Switch it on first, then pair the device.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "floor-unknown": {
    happened: "This device is not among those of this till any more.",
    act: "Nothing more to do: it cannot get in.",
    retry: "never",
    dataAtRisk: false,
  },
  "email-malformed": {
    happened: "This is no e-mail address.",
    act: "Ask for it again; it looks like name@example.com.",
    retry: "after-change",
    dataAtRisk: false,
  },
});

export type TillRefusalCode = keyof typeof tillRefusals;
