/** French: what en-GB/labels.ts says. */
export const labels = {
  "stock.tab.labels": "Étiquettes",
  "labels.day": "Prix qui changent",
  "labels.today": "Aujourd’hui",
  "labels.tomorrow": "Demain",
  "labels.state": "Afficher",
  "labels.state.due": "À imprimer ({count})",
  "labels.state.printed": "À poser ({count})",
  "labels.state.hung": "Posées ({count})",
  "labels.area": "Rayon",
  "labels.everywhere": "Tous les rayons",
  "labels.noArea": "Sans rayon",
  "labels.looking": "Recherche des étiquettes qui changent …",
  "labels.none.due":
    "Rien à imprimer. Une étiquette apparaît ici quand son prix ou son offre change.",
  "labels.none.printed": "Rien à poser. Une étiquette apparaît ici quand elle est imprimée.",
  "labels.none.hung": "Rien n’est encore posé. Une étiquette apparaît ici quand quelqu’un le dit.",
  "labels.all.due": "{count, plural, one {Imprimer # étiquette} other {Imprimer # étiquettes}}",
  "labels.all.printed":
    "{count, plural, one {# étiquette est posée} other {Les # étiquettes sont posées}}",
  "labels.all.hung":
    "{count, plural, one {Réimprimer # étiquette} other {Réimprimer # étiquettes}}",
  "labels.from": "dès {time}",
  "labels.is.printed": "{count, plural, =0 {imprimée} one {imprimée} other {imprimée # fois}}",
  "labels.is.hung": "posée",
  "labels.printOne": "Imprimer",
  "labels.printAgain": "Réimprimer",
  "labels.hang": "Elle est posée",
  "labels.hung": "{count, plural, one {# étiquette est posée.} other {# étiquettes sont posées.}}",
  "labels.print": "{count, plural, one {Imprimer # étiquette} other {Imprimer # étiquettes}}",
  "labels.printNow": "Imprimer",
  "labels.noPrice": "Aucun de ces produits n’a de prix à imprimer.",
  "labels.again":
    "{count, plural, one {# d’entre elles a déjà été imprimée.} other {# d’entre elles ont déjà été imprimées.}}",
  "labels.where": "Où ?",
  "labels.sheet": "Feuilles A4",
  "labels.sheetSize": "Étiquettes par feuille",
  "labels.startAt": "Première étiquette libre de la feuille",
  "labels.copies": "De chacune",
  "labels.preview": "Aperçu",
  "labels.cameOut": "Toutes les étiquettes sont-elles sorties ?",
  "labels.cameOutHow":
    "{count, plural, one {# étiquette est partie vers l’imprimante choisie.} other {# étiquettes sont parties vers l’imprimante choisie.}} S’il manque une feuille, revenez et imprimez de nouveau : rien n’est encore noté.",
  "labels.allOut": "Toutes sont sorties",
  "labels.printed":
    "{printed, plural, one {# étiquette imprimée} other {# étiquettes imprimées}}{again, plural, =0 {.} other {, dont # de nouveau.}}",
  "labels.printLabel": "Imprimer son étiquette",
  "labels.ofDelivery":
    "{count, plural, one {Imprimer l’étiquette de # produit} other {Imprimer les étiquettes de # produits}}",
};
