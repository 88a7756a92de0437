/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Votre premier service",
  "coach.open": "Premier service",
  "coach.how": "C’est un exercice : rien n’est vendu ni compté. F1 explique chaque écran.",
  "coach.step.sign-in": "Se connecter avec votre code",
  "coach.step.scan": "Scanner un article, ou taper son nom puis Entrée",
  "coach.step.client": "Trouver un client avec F6",
  "coach.step.pay": "Encaisser : F12, puis le montant",
  "coach.step.return": "Reprendre : F7, choisir la vente, valider le retour",
  "coach.done": "C’est fait. Terminez l’exercice dans les réglages.",
};
