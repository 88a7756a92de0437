/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Il suo primo turno",
  "coach.open": "Primo turno",
  "coach.how": "È un esercizio: nulla è venduto o contato. F1 spiega ogni schermo.",
  "coach.step.sign-in": "Prema il suo nome, scriva il PIN e prema [Enter]",
  "coach.step.scan":
    "Prema [F2] e scansioni un articolo. Senza scanner prema [/], scriva parte del nome e prema [Enter]",
  "coach.step.client": "Trovi un cliente: prema [F6], scriva tre lettere del nome e prema [Enter]",
  "coach.step.pay": "Incassi: prema [F12] e, per l’importo esatto in contanti, ancora [F12]",
  "coach.step.next": "Saluti il prossimo cliente: prema [Enter]",
  "coach.step.return":
    "L’articolo torna: prema [F7], [Enter] per l’ultima vendita, [A] per tutto, [1] per il motivo e [F12] per rimborsare",
  "guide.restart": "Ricominciare il giro",
  "coach.done": "Fatto. Termini l’esercizio nelle impostazioni.",
};
