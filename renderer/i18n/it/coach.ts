/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Il suo primo turno",
  "coach.open": "Primo turno",
  "coach.how": "È un esercizio: nulla è venduto o contato. F1 spiega ogni schermo.",
  "coach.step.sign-in": "Accedere con il PIN",
  "coach.step.scan": "Scansionare un articolo o scriverne il nome e premere Invio",
  "coach.step.client": "Trovare un cliente con F6",
  "coach.step.pay": "Incassare: F12, poi l’importo",
  "coach.step.return": "Rendere: F7, scegliere la vendita, confermare il reso",
  "coach.done": "Fatto. Termini l’esercizio nelle impostazioni.",
};
