/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Votre premier service",
  "coach.open": "Premier service",
  "coach.how": "C’est un exercice : rien n’est vendu ni compté. F1 explique chaque écran.",
  "coach.step.sign-in": "Pressez votre nom, saisissez votre code et pressez [Enter]",
  "coach.step.scan":
    "Pressez [F2] et scannez un article. Sans lecteur, pressez [/], tapez une partie du nom et pressez [Enter]",
  "coach.step.client":
    "Trouvez un client : pressez [F6], tapez trois lettres du nom et pressez [Enter]",
  "coach.step.pay": "Encaissez : pressez [F12], et pour le montant exact en espèces encore [F12]",
  "coach.step.next": "Accueillez le client suivant : pressez [Enter]",
  "coach.step.return":
    "L’article revient : pressez [F7], [Enter] pour la dernière vente, [A] pour tout, [1] pour la raison et [F12] pour rembourser",
  "guide.restart": "Recommencer la visite",
  "coach.done": "C’est fait. Terminez l’exercice dans les réglages.",
};
