/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Your first shift",
  "coach.open": "First shift",
  "coach.how": "This is training: nothing is sold or counted. F1 explains every screen.",
  "coach.step.sign-in": "Press your name, type your PIN and press [Enter]",
  "coach.step.scan":
    "Press [F2] and scan an article. Without a scanner press [/], type part of its name and press [Enter]",
  "coach.step.client":
    "Find a customer: press [F6], type three letters of the name and press [Enter]",
  "coach.step.pay": "Take the money: press [F12], and for the exact amount in cash [F12] again",
  "coach.step.next": "Greet the next customer: press [Enter]",
  "coach.step.return":
    "It comes back: press [F7], [Enter] for the last sale, [A] for all of it, [1] for why, and [F12] to pay it back",
  "guide.restart": "Start the tour again",
  "coach.done": "Done. You can end training in Settings.",
};
