/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Your first shift",
  "coach.open": "First shift",
  "coach.how": "This is training: nothing is sold or counted. F1 explains every screen.",
  "coach.step.sign-in": "Sign in with your PIN",
  "coach.step.scan": "Scan an article, or type its name and press Enter",
  "coach.step.client": "Find a customer with F6",
  "coach.step.pay": "Take the money: F12, then the amount",
  "coach.step.return": "Take it back: F7, choose the sale, press return",
  "coach.done": "Done. You can end training in Settings.",
};
