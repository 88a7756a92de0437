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
    "Pressez votre nom, saisissez votre PIN et pressez [Enter] ou {enter}. Ou scannez votre badge.",
  "help.sell.q": "Comment vendre ?",
  "help.sell.a":
    "Scannez l’article, quel que soit l’écran. Sans code, pressez [/], saisissez une partie du nom dans {search} et pressez [Enter]. Pressez le nom d’une ligne pour changer la quantité, le prix ou la note.",
  "help.pay.q": "Comment est-ce payé ?",
  "help.pay.a":
    "Pressez {pay} ou [F12]. Pressez ce qui a été remis, ou saisissez un montant et pressez un paiement. Le reste demeure à payer.",
  "help.wrong.q": "Quelque chose était faux. Que faire ?",
  "help.wrong.a":
    "Avant de payer : pressez {remove} (✕) sur la ligne ; [Ctrl Z] la rétablit. Après : pressez [Ctrl L] pour la dernière vente, ou trouvez une autre sous {sales}.",
  "help.correct.q": "Comment corriger une vente ?",
  "help.correct.a":
    "Choisissez la vente et pressez {correct} : autre paiement, client ou remise oubliés, ou toute la vente annulée. Ce qui s’est passé reste écrit ; la correction s’y ajoute.",
  "help.offline.q": "Il est écrit Hors ligne. Puis-je continuer ?",
  "help.offline.a":
    "Oui, comme toujours. Chaque vente est enregistrée ici et part d’elle-même au retour de la connexion.",
  "help.find.q": "Comment trouver une vente ?",
  "help.find.a":
    "Scannez son ticket, ou saisissez un numéro, un client, un produit ou un montant. {more} demande aussi le jour, le paiement, les quatre derniers chiffres de la carte ou un numéro de série.",
  "help.client.q": "Comment trouver un client ?",
  "help.client.a":
    "Saisissez une partie du nom, du téléphone, de l’e-mail ou de la carte dans {find}. Un nom mal écrit se trouve aussi.",
  "help.drawer.q": "Comment clôturer la journée ?",
  "help.drawer.a":
    "Pressez {count}, comptez le tiroir et confirmez. Donnez une raison en cas d’écart, puis pressez {close}. Cela marche aussi hors ligne.",
  "help.handOver.q": "Quelqu’un d’autre prend le tiroir. Que faire ?",
  "help.handOver.a":
    "Pressez {handOver}, comptez, et faites signer la personne suivante. La journée continue.",
  "help.return.q": "Comment reprendre un article ?",
  "help.return.a":
    "Scannez le ticket ou cherchez la vente. Pressez {all} ou choisissez ce qui revient, puis pourquoi, regardez le remboursement et pressez {payBack}. Les articles du panier sont déduits.",
  "help.noReceipt.q": "Il n’y a pas de ticket. Que faire ?",
  "help.noReceipt.a":
    "Cherchez la vente par son client, ou pressez {without} et scannez les articles. Les règles du magasin disent ce qui peut être rendu.",
  "help.stock.q": "Comment compter ou réceptionner ?",
  "help.stock.a":
    "Choisissez {receive}, {count} ou {move} et scannez chaque pièce ; chaque scan ajoute un. On peut vendre pendant ce temps.",
  "help.orders.q": "Que faire d’une commande ?",
  "help.orders.a":
    "Choisissez la première. Le grand bouton du bas est sa prochaine étape : chercher les articles, les tenir prêts, les remettre.",
  "help.work.q": "Pourquoi y a-t-il quelque chose ici ?",
  "help.work.a":
    "Cela s’est révélé différent après coup, ou quelqu’un l’a demandé. Il est dit ce qui vaut entre-temps. Pressez une réponse ; elle peut être retirée.",
  "help.figures.q": "Quelles ventes sont dans ces chiffres ?",
  "help.figures.a":
    "Toutes celles de ce magasin qui sont arrivées, et celles de cette caisse encore enregistrées ici. {today} et {month} disent de quels jours.",
  "help.devices.q": "Comment installer une imprimante ?",
  "help.devices.a":
    "Pressez {add}, choisissez ce que c’est et comment elle est reliée, et imprimez un essai. Elle reste réglée pour cette caisse.",
  "help.practise.q": "Puis-je essayer ?",
  "help.practise.a":
    "Oui : {training} commence un exercice où rien n’est vendu, envoyé ni compté. Un guide montre la première vente et le premier retour.",
  "work.waiting": "{count} à regarder",
} as const;
