/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Ihre erste Schicht",
  "coach.open": "Erste Schicht",
  "coach.how": "Das ist Übung: Nichts wird verkauft oder gezählt. F1 erklärt jede Seite.",
  "coach.step.sign-in": "Ihren Namen drücken, PIN eingeben und [Enter] drücken",
  "coach.step.scan":
    "[F2] drücken und einen Artikel scannen. Ohne Scanner [/] drücken, einen Teil des Namens tippen und [Enter] drücken",
  "coach.step.client":
    "Einen Kunden finden: [F6] drücken, drei Buchstaben des Namens tippen und [Enter] drücken",
  "coach.step.pay": "Kassieren: [F12] drücken, und für den genauen Betrag in bar noch einmal [F12]",
  "coach.step.next": "Den nächsten Kunden begrüßen: [Enter] drücken",
  "coach.step.return":
    "Es kommt zurück: [F7] drücken, [Enter] für den letzten Verkauf, [A] für alles, [1] für den Grund und [F12] zum Auszahlen",
  "guide.restart": "Rundgang neu beginnen",
  "coach.done": "Geschafft. Die Übung beenden Sie in den Einstellungen.",
};
