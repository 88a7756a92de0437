/** French: what en-GB/help.ts says. */
export const help = {
  "nav.returns": "Retours",
  "nav.stock": "Stock",
  "nav.orders": "Commandes",
  "nav.work": "À traiter",
  "nav.settings": "Réglages",
  "palette.open": "Trouver une action",
  "palette.title": "Que voulez-vous faire ?",
  "palette.label": "Saisissez quelques lettres",
  "palette.nothing": "Rien ne s’appelle « {query} ».",
  "palette.client": "Chercher un client",
  "palette.line": "Modifier la dernière ligne",
  "palette.park": "Mettre en attente ou reprendre",
  "palette.undo": "Rétablir ce qui a été retiré",
  "help.open": "Aide",
  "help.title": "Aide pour cet écran",
  "help.keys": "Touches",
  "help.escape": "Un pas en arrière ; le panier reste",
  "help.signIn.q": "Comment me connecter ?",
  "help.signIn.a":
    "Pressez votre nom, saisissez votre PIN et pressez Entrée. Ou scannez votre badge.",
  "help.sell.q": "Comment vendre ?",
  "help.sell.a":
    "Scannez l’article, quel que soit l’écran. Sans code, saisissez une partie du nom et pressez Entrée. Pressez le nom d’une ligne pour changer la quantité, le prix ou la note.",
  "help.pay.q": "Comment est-ce payé ?",
  "help.pay.a":
    "Pressez F12. Pressez ce qui a été remis, ou saisissez un montant et pressez un paiement. Le reste demeure à payer.",
  "help.wrong.q": "Quelque chose était faux. Que faire ?",
  "help.wrong.a":
    "Avant de payer : pressez ✕ sur la ligne, ou Ctrl+Z pour la rétablir. Après : ouvrez Ventes, choisissez la vente et pressez Corriger.",
  "help.offline.q": "Il est écrit Hors ligne. Puis-je continuer ?",
  "help.offline.a":
    "Oui, comme toujours. Chaque vente est enregistrée ici et part d’elle-même au retour de la connexion.",
  "help.find.q": "Comment trouver une vente ?",
  "help.find.a":
    "Scannez son ticket, ou saisissez un numéro, un client, un produit, un montant ou les quatre derniers chiffres de la carte.",
  "help.client.q": "Comment trouver un client ?",
  "help.client.a":
    "Saisissez une partie du nom, du téléphone, de l’e-mail ou de la carte. Un nom mal écrit se trouve aussi.",
  "help.drawer.q": "Comment clôturer la journée ?",
  "help.drawer.a":
    "Pressez Compter et fermer, comptez le tiroir et confirmez. Donnez une raison en cas d’écart, puis pressez Fermer et imprimer le Z. Cela marche aussi hors ligne.",
  "help.return.q": "Comment reprendre un article ?",
  "help.return.a":
    "Scannez le ticket ou cherchez la vente. Choisissez ce qui revient et pourquoi, regardez le remboursement, pressez Rembourser. Les articles du panier sont déduits.",
  "help.stock.q": "Comment compter ou réceptionner ?",
  "help.stock.a":
    "Choisissez Réceptionner, Compter ou Déplacer et scannez chaque pièce ; chaque scan ajoute un. On peut vendre pendant ce temps.",
  "help.orders.q": "Que faire d’une commande ?",
  "help.orders.a":
    "Prenez la première : cherchez ses articles, pressez Préparé, puis Prêt. Pressez Remis quand le client l’a.",
  "help.work.q": "Pourquoi y a-t-il quelque chose ici ?",
  "help.work.a":
    "Cela s’est révélé différent après coup, ou quelqu’un l’a demandé. Il est dit ce qui vaut entre-temps. Pressez une réponse ; elle peut être retirée.",
  "help.figures.q": "Quelles ventes sont dans ces chiffres ?",
  "help.figures.a":
    "Toutes celles de ce magasin qui sont arrivées, et celles de cette caisse encore enregistrées ici.",
  "help.devices.q": "Comment installer une imprimante ?",
  "help.devices.a":
    "Pressez Ajouter un appareil, choisissez ce que c’est et comment il est relié, et imprimez un essai. Il reste réglé pour cette caisse.",
  "work.waiting": "{count} à regarder",
} as const;
