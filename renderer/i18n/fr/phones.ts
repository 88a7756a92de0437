/** French: what en-GB/phones.ts says. */
export const phones = {
  "settings.tab.phones": "Téléphones",
  "phones.title": "Approuver par téléphone",
  "phones.how":
    "Qui peut approuver associe ici son propre téléphone, une fois et avec une connexion. Ensuite il répond par un code au numéro de toute caisse du magasin, même si aucun des deux n’a de connexion.",
  "phones.pin": "Votre PIN",
  "phones.pair": "Associer mon téléphone",
  "phones.scanIt": "Scannez ceci avec le téléphone avant {time}. C’est montré une seule fois.",
  "phones.paired": "Associé",
  "phones.none": "Pas de téléphone",
  "phones.forget": "Retirer",
  "phones.forgetOf": "Retirer le téléphone de {name}",
  "phones.mayNot": "Votre rôle n’approuve rien : il n’y a pas de téléphone à associer.",
  "approval.way": "Comment on approuve",
  "approval.byPin": "À cette caisse",
  "approval.byCode": "Par téléphone",
  "approval.howCode":
    "Faites scanner ceci ou lisez-le à voix haute. Puis saisissez le code que le téléphone affiche.",
  "approval.scanIt": "Ce que le téléphone doit savoir",
  "approval.tell": "Cette caisse demande :",
  "approval.until": "Valable jusqu’à {time}.",
  "approval.newNumber": "Nouveau numéro",
  "approval.code": "Code du téléphone",
  "approval.noPhones":
    "Personne qui puisse approuver ceci n’a associé de téléphone. Réglages, Téléphones.",
  "approve.title": "Approuver à distance",
  "approve.notPaired":
    "Ce téléphone n’est pas associé. Identifiez-vous à une caisse, ouvrez Réglages, Téléphones, appuyez sur Associer mon téléphone et scannez ce qu’elle affiche.",
  "approve.pairHow":
    "Ce téléphone approuvera en votre nom. Verrouillez-le quand vous le posez et faites-le retirer à une caisse si vous le perdez.",
  "approve.pairHere": "Associer ce téléphone",
  "approve.till": "Caisse",
  "approve.tillUnknown": "Une caisse que ce téléphone ne connaît pas",
  "approve.what": "Pour quoi",
  "approve.amount": "Montant",
  "approve.share": "Pourcentage",
  "approve.ifRead": "Laissez vide si rien n’est lu.",
  "approve.number": "Numéro à la caisse",
  "approve.before": "Demandez qui c’est et pourquoi avant d’afficher le code.",
  "approve.show": "Afficher le code",
  "approve.readOut":
    "Lisez-le à voix haute. Il ne laisse passer que ceci, une fois, pendant dix minutes.",
  "approve.another": "Autre chose",
  "approve.typeIn":
    "Saisissez ce qu’on vous lit, ou scannez avec l’appareil photo le code à l’écran de la caisse.",
  "approve.look": "Regarder",
  "approve.delete": "Effacer de ce téléphone",
};
