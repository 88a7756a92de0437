/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Ihre erste Schicht",
  "coach.open": "Erste Schicht",
  "coach.how": "Das ist Übung: Nichts wird verkauft oder gezählt. F1 erklärt jede Seite.",
  "coach.step.sign-in": "Mit Ihrer PIN anmelden",
  "coach.step.scan": "Einen Artikel scannen oder Namen tippen und Enter drücken",
  "coach.step.client": "Mit F6 einen Kunden finden",
  "coach.step.pay": "Kassieren: F12, dann der Betrag",
  "coach.step.return": "Zurücknehmen: F7, Verkauf wählen, Rückgabe drücken",
  "coach.done": "Geschafft. Die Übung beenden Sie in den Einstellungen.",
};
