/** Refusals in French: one line a code, "code | what happened | what to press". */
import { refusalMessages } from "../refusal-words.ts";

export const refusals = refusalMessages(`
id-malformed | Ce texte n’est pas un identifiant de ce logiciel. | Rouvrez l’élément depuis sa liste.
clock-malformed | L’horodatage des données est illisible. | Rien à faire ici ; le logiciel de l’expéditeur est à vérifier.
canonical-number | Les données contiennent un nombre non entier ou trop grand. | Rien à faire ici ; le logiciel de l’expéditeur est à vérifier.
canonical-value | Les données contiennent une valeur qui ne peut pas être écrite. | Rien à faire ici ; le logiciel de l’expéditeur est à vérifier.
canonical-depth | Les données sont trop imbriquées. | Rien à faire ici ; le logiciel de l’expéditeur est à vérifier.
seal-broken | Les données protégées ne s’ouvrent pas : autre clé, ou données modifiées. | Continuez sans elles et prévenez le responsable ; le serveur les a peut-être encore.
too-many-lines | Le panier a plus de lignes qu’une vente n’en peut contenir. | Terminez cette vente et passez le reste dans une deuxième.
basket-malformed | Le panier est illisible : une partie manque ou est en double. | Commencez un nouveau panier et rescannez les articles.
setting-missing | Un réglage du magasin manque sur cette caisse. | Attendez que la caisse ait été connectée ; indiquez le réglage au siège.
tax-category-unknown | Les taxes de ce produit ne sont pas définies ici. | Vendez-le par un rayon et signalez-le au siège.
price-missing | Le produit n’a pas de prix dans les tarifs du magasin. | Saisissez un prix avec un motif, ou vendez-le par un rayon.
quantity-invalid | La quantité n’est pas supérieure à zéro. | Saisissez au moins un, ou retirez la ligne.
quantity-not-whole | Ce produit se vend à la pièce entière. | Saisissez un nombre entier de pièces.
quantity-one-only | Une ligne pour une carte ou un panier mis de côté ne compte qu'une fois. | Ajoutez-la encore comme ligne à part, avec son numéro et son montant.
product-blocked | Ce produit ne doit pas être vendu : rappelé ou retiré de la vente. | Mettez l’article de côté et prévenez le responsable.
unit-unknown | Le produit n’est pas vendu dans cette unité. | Choisissez une unité du produit.
price-needed | Ce produit n’a pas de prix propre. | Saisissez le prix d’une unité.
reference-needed | Il manque la carte ou la commande de cette ligne. | Scannez ou saisissez le numéro de la carte ou de la commande.
serial-needed | Il manque un numéro de série pour ce produit. | Scannez le numéro de série de chaque pièce.
serial-duplicate | Ce numéro de série est déjà dans le panier. | Scannez l’autre pièce.
coupon-there | Ce code est déjà dans le panier. | Rien à faire ; il compte une fois.
coupon-malformed | Le code est vide ou bien trop long. | Scannez ou saisissez le code de nouveau.
discount-invalid | Cette remise ou ce prix n’est pas possible pour la ligne. | Saisissez de 0,01 à 100 pour cent, ou un montant jusqu’au prix.
needs-approval | C’est au-delà de ce que vous pouvez faire seul. | Demandez à une personne autorisée de saisir son PIN ici.
staff-buyer-is-cashier | Le personnel n’encaisse pas son propre achat. | Laissez un collègue s’identifier et encaisser.
staff-limit-reached | La limite annuelle des achats du personnel est atteinte. | Retirez l’achat du personnel ; le prix normal reste possible.
restriction-open | La question d’âge de ce produit n’a pas eu de réponse. | Vérifiez l’âge du client et répondez à la question.
restriction-refused | Ce client ne peut pas acheter ce produit. | Retirez le produit du panier.
restriction-hours | Ce produit ne peut pas être vendu à cette heure. | Retirez le produit du panier.
restriction-quantity | C’est plus de ce produit qu’un client ne peut acheter. | Réduisez la quantité.
restriction-cashier | Vous n’avez pas le droit de vendre ce produit. | Demandez à un collègue autorisé de s’identifier.
exemption-needs-certificate | Une exonération de taxe exige le numéro de son certificat. | Saisissez le numéro du certificat.
journal-in-use | Un autre Keepshop sur cet ordinateur a déjà ouvert le journal de cette caisse. | Utilisez la fenêtre déjà ouverte, ou fermez-la et relancez.
journal-damaged | Le fichier du journal est illisible : le disque ou un autre programme l’a abîmé. | Ne supprimez rien. Copiez le dossier des données sur un autre disque, puis restaurez la dernière sauvegarde ou demandez l’assistance ; ce que le serveur a confirmé y est en sécurité.
journal-altered | Une écriture du journal a été modifiée, retirée ou déplacée. | Ne vendez pas sur cette caisse. Copiez le dossier des données et appelez le propriétaire ; la position indique l’écriture.
journal-missing | Le journal de cette caisse a disparu, mais des fichiers qui vont avec sont là. | Remettez le fichier à sa place, ou depuis la sauvegarde. Keepshop n’en crée pas un vide par-dessus.
journal-foreign | Le fichier indiqué n’est pas un journal Keepshop. | Vérifiez le dossier des données. Le fichier est resté tel quel.
journal-newer | Le journal a été écrit par un Keepshop plus récent. | Réinstallez le Keepshop plus récent. Les écritures sont intactes.
journal-sqlite-version | Cette version contient un SQLite qui peut perdre des écritures. | Installez une version prise en charge. Les écritures sont intactes.
journal-unwritable | Le dossier des données de la caisse n’accepte pas d’écriture. | Vérifiez le disque et les droits de Keepshop sur son dossier, puis relancez.
disk-full | Le disque de cette caisse est plein : rien de nouveau ne peut être enregistré. | Tout ce qui est fait est gardé. Libérez de la place ; la vente reprend d’elle-même.
disk-failing | Le disque n’a pas accepté l’écriture, et on ne sait pas si elle est gardée. | Relancez la caisse : elle relit le journal et montre si la dernière opération y est. Ne la refaites pas avant.
hand-over-unreadable | Le fichier de remise ne s’ouvre pas avec cette phrase, ou il est incomplet. | Vérifiez la phrase et recopiez le fichier. Rien n’a été importé.
hand-over-altered | Une écriture du fichier de remise ne porte pas son propre sceau. | Exportez de nouveau le fichier sur sa caisse. Rien n’a été importé.
amount-malformed | Le montant n’est pas un nombre. | Saisissez le montant avec des chiffres et un séparateur décimal.
amount-too-fine | Le montant a plus de décimales que la monnaie. | Saisissez le montant avec les décimales de la monnaie.
amount-unsafe | Le montant n’est pas entier ou est bien trop grand. | Vérifiez le montant et saisissez-le de nouveau.
currency-unknown | Cette monnaie n’est pas dans ISO 4217. | Choisissez une monnaie de la liste.
decimal-malformed | Ce n’est pas un nombre décimal. | Saisissez-le avec des chiffres et un point.
decimal-too-long | Le nombre a trop de chiffres. | Saisissez-le avec moins de chiffres.
quantity-malformed | La quantité n’est pas un nombre. | Saisissez ou pesez la quantité de nouveau.
quantity-too-fine | La quantité a plus de trois décimales. | Saisissez-la avec trois décimales au plus.
quantity-too-large | La quantité dépasse ce qu’une ligne peut contenir. | Vérifiez-la ; un code-barres y est peut-être entré.
weights-invalid | La somme ne peut pas être répartie : pas de parts, ou une part négative. | Vérifiez sur quoi la somme est répartie.
order-step-impossible | La commande ne peut pas passer à cette étape. | Regardez son état et choisissez l’étape suivante.
promise-no-source | Aucun lieu connu n’a ce produit. | Proposez un autre produit, ou commandez-le.
promise-needs-address | On ne sait pas où envoyer l’article. | Prenez l’adresse du client, ou faites retirer ici.
amount-negative | Un prix ou une remise est inférieur à zéro. | Saisissez-le sans le moins ; pour rendre de l’argent, faites un retour.
currency-mixed | La ligne est dans une autre monnaie que le panier. | Retirez la ligne et passez-la dans la monnaie du panier.
discount-malformed | La remise n’a ni pourcentage ni montant. | Saisissez un pourcentage supérieur à zéro, ou un montant.
line-duplicate | Deux lignes ont le même identifiant. | Mettez le panier en attente et reprenez-le.
lines-too-many | Le panier a plus de lignes qu’une caisse n’en accepte. | Terminez cette vente et commencez-en une autre.
quantity-not-positive | La quantité est nulle ou négative. | Saisissez une quantité supérieure à zéro ; pour reprendre un article, faites un retour.
price-above-rail | Le prix est plus haut que ce que ce magasin ou cette personne peut fixer. | Saisissez un prix jusqu’à la limite indiquée, ou demandez au siège de l’élargir.
price-below-floor | Le prix est sous le plancher du produit. | Saisissez un prix à partir du plancher indiqué.
price-below-rail | Le prix est plus bas que ce que ce magasin ou cette personne peut fixer. | Saisissez un prix à partir de la limite indiquée, ou demandez au siège de l’élargir.
price-outside-window | Le prix vaudrait hors de la période permise par le siège. | Choisissez un début et une fin dans la période indiquée.
price-reason-unknown | Le motif du prix saisi n’est pas dans la liste. | Choisissez un motif de la liste.
price-too-long | Le prix vaudrait plus longtemps que le siège ne le permet. | Choisissez une fin plus proche.
price-window-invalid | Le prix finirait avant de commencer. | Corrigez le début ou la fin.
prices-overlap | Deux prix du même tarif vaudraient en même temps. | Terminez l’ancien prix avant le début du nouveau.
bundle-circular | Le lot se contient lui-même. | Retirez le lot de ses propres articles.
bundle-unknown | Le lot cite un autre lot qui n’existe pas. | Choisissez un lot existant ou listez ses articles.
offer-amount-invalid | Un montant de l’offre est négatif ou n’est pas entier. | Corrigez le montant.
offer-duplicate | Deux offres ont le même identifiant. | Donnez-en un autre à l’une d’elles.
offer-kind-unknown | L’offre fait quelque chose que cette version ne connaît pas. | Mettez la caisse à jour, ou choisissez un autre type d’offre.
offer-percent-invalid | Le pourcentage de l’offre n’est pas supérieur à zéro. | Corrigez le pourcentage.
offer-quantity-invalid | Une quantité de l’offre n’est pas un entier supérieur à zéro. | Corrigez la quantité.
offer-selection-empty | L’offre ne désigne rien : une liste est vide ou une fourchette inversée. | Corrigez ce que l’offre désigne.
offer-window-invalid | La période de l’offre est impossible. | Corrigez les dates, les jours ou les heures.
offer-without-effect | L’offre ne peut jamais rien retirer. | Donnez-lui une valeur, ou supprimez-la.
replica-damaged | La copie des données du serveur sur cette caisse est illisible. | Rien à faire : Keepshop les redemande. Les ventes de cette caisse sont dans son journal.
replica-layout | La copie des données vient d’une autre version de Keepshop. | Rien à faire : Keepshop la redemande à côté de l’ancienne.
replica-in-use | Un autre Keepshop sur cet ordinateur a ouvert les données de cette caisse. | Utilisez la fenêtre déjà ouverte, ou fermez-la et relancez.
replica-unwritable | La copie des données du serveur ne peut pas être écrite. | Vérifiez que le disque est là et a de la place. Les ventes de cette caisse sont dans son journal.
image-damaged | Le fichier qui remplit cette caisse n’est pas arrivé entier. | Rien à faire : Keepshop le retélécharge. La caisse travaille avec ce qu’elle a.
return-exceeds-refundable | Il est demandé plus que ce qui reste de la vente et du paiement. | Réduisez la quantité ou le montant ; voyez ce qui a déjà été remboursé.
return-must-be-positive | La quantité ou le montant à rembourser est nul ou négatif. | Saisissez une quantité ou un montant supérieur à zéro.
return-nothing-to-refund | Il ne reste rien à rembourser, ou rien n’est choisi. | Choisissez ce qui revient ; si tout a été remboursé, dites quand au client.
return-unknown-target | La vente n’a pas cette ligne ni ces frais. | Choisissez la ligne dans la vente.
return-sale-malformed | Les chiffres de la vente ne concordent pas : rien ne peut en être remboursé. | Ne remboursez pas ; demandez au responsable de regarder la vente.
empty-basket | Le panier est vide. | Scannez d’abord un article.
price-changed | Le panier a changé après la fixation de ses prix. | Regardez le nouveau total et rouvrez le paiement.
credit-shares-invalid | Les parts des vendeurs ne font pas le tout. | Répartissez la vente de nouveau.
sale-unreadable | Cette vente ne peut pas être recalculée ici. | La vente reste telle quelle ; demandez l’explication au siège.
return-empty | Rien n’est choisi à rendre. | Choisissez au moins une ligne et une quantité.
return-line-unknown | Cette ligne n’est pas sur le ticket. | Choisissez une ligne du ticket.
return-exceeds-sold | Plus que ce qui a été vendu, ou que ce qui peut encore revenir. | Réduisez la quantité à ce qui peut encore revenir.
return-window-over | Le délai de retour de ce ticket est passé. | Un responsable peut encore l’autoriser.
return-above-cap | Sans ticket, c’est plus que ce qui peut être rendu. | Retrouvez le ticket, ou demandez à un responsable de l’autoriser.
return-identity-needed | Sans ticket, le nom du client doit être connu. | Trouvez le client, ou saisissez ce que dit sa pièce d’identité.
return-too-often | Ce client a rendu trop d’articles sans ticket ce mois-ci. | Demandez à un responsable de l’autoriser.
return-price-unknown | On ne sait pas à quel prix ce produit peut être repris. | Saisissez le prix, ou retrouvez le ticket.
refund-tender-wrong | L’argent ne repart pas comme il est venu, ou pas au centime près. | Rendez-le comme il a été payé, ou en avoir.
invoice-needs-buyer | Une facture exige le nom et l’adresse de l’acheteur. | Saisissez le nom et l’adresse de l’acheteur.
invoice-there | Il y a déjà une facture pour cette vente. | Réimprimez-la, ou annulez-la d’abord par un avoir.
invoice-missing | Il n’y a pas de facture de cette vente à laquelle un avoir pourrait se rapporter. | Le ticket du retour suffit. Si une facture est voulue, faites-la d’abord depuis la vente.
credit-note-there | Il y a déjà un avoir pour cela. | Remettez cet avoir au client. Ce qui a été crédité une fois ne l’est pas deux fois.
scan-empty | Le scanner n’a rien envoyé. | Scannez de nouveau.
scan-garbled | Le scanner a envoyé des signes qu’aucun code ne contient. | Scannez de nouveau ; si cela persiste, vérifiez la langue du clavier du scanner.
scan-too-long | Le scanner a envoyé plus qu’un code ne contient. | Scannez de nouveau, un code à la fois.
scan-symbology | Le scanner annonce un type de code inutilisé dans le commerce. | Scannez l’autre code du produit, ou cherchez-le par son nom.
gtin-length | Le numéro n’a pas 8, 12, 13 ou 14 chiffres. | Scannez de nouveau, ou saisissez les chiffres sous les barres.
gtin-not-numeric | Le numéro du produit contient autre chose que des chiffres. | Scannez de nouveau, ou saisissez les chiffres sous les barres.
gtin-check-digit | La clé du numéro est fausse : un chiffre a été mal lu ou mal saisi. | Scannez de nouveau, ou saisissez les chiffres sous les barres.
measure-pattern | Le modèle du magasin pour les articles pesés est inutilisable. | Demandez au responsable de corriger le modèle dans les réglages.
measure-no-match | Ce code n’est pas une étiquette de balance du magasin. | Cherchez le produit par son nom.
measure-not-numeric | L’étiquette de balance contient autre chose que des chiffres. | Scannez de nouveau, ou saisissez les chiffres sous les barres.
measure-check-digit | La clé de l’étiquette de balance est fausse. | Scannez de nouveau, ou repesez et réétiquetez.
gs1-too-long | Le code contient plus qu’un symbole ne le peut. | Scannez de nouveau.
gs1-form | Une partie du code ne commence pas par son identifiant. | Scannez de nouveau, ou saisissez les chiffres sous les barres.
gs1-unknown-identifier | Le code contient une partie que GS1 ne connaît pas. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-empty | Une partie du code est sans valeur. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-length | Une partie du code n’a pas la bonne longueur. | Scannez de nouveau ; si cela persiste, cherchez le produit par son nom.
gs1-character | Une partie du code contient un signe interdit à cet endroit. | Scannez de nouveau ; si cela persiste, cherchez le produit par son nom.
gs1-check-digit | La clé d’un numéro du code est fausse. | Scannez de nouveau ; si cela persiste, cherchez le produit par son nom.
gs1-date | Le code contient une date impossible. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-time | Le code contient une heure impossible. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-country | Le code ne cite aucun pays d’ISO 3166. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-currency | Le code ne cite aucune monnaie d’ISO 4217. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-iban | Le code ne contient pas d’IBAN valable. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
gs1-content | Une partie du code enfreint la règle de son identifiant. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-too-long | L’adresse est trop longue. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-character | L’adresse contient un signe interdit. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-scheme | Le code n’est pas une adresse web. | Scannez l’autre code du produit, ou cherchez-le par son nom.
link-domain | L’adresse ne cite pas de vrai domaine. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-no-key | L’adresse ne cite ni produit ni autre clé GS1. | Scannez l’autre code du produit ; celui-ci est pour les téléphones des clients.
link-qualifier | L’adresse ajoute une partie étrangère à sa clé. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-attribute | L’adresse met en paramètre ce qui va dans le chemin. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-repeated | L’adresse donne une partie deux fois. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
link-unknown-identifier | L’adresse contient une partie que GS1 ne connaît pas. | Cherchez le produit par son nom et prévenez qui a imprimé l’étiquette.
client-card-malformed | La carte client a été mal lue. | Rescannez la carte, ou trouvez le client par son nom.
receipt-code-malformed | Le code du ticket a été mal lu ou modifié. | Scannez de nouveau ; si cela persiste, trouvez la vente par son numéro de ticket.
receipt-code-version | Le ticket vient d’une version plus récente de la caisse. | Mettez cette caisse à jour, ou trouvez la vente par son numéro.
receipt-code-unknown-register | Le ticket vient d’une caisse encore inconnue ici. | Laissez la caisse joindre le serveur, ou trouvez la vente par son numéro.
receipt-code-too-large | La vente est trop grande pour un code sur le ticket. | Rien à faire : le ticket est imprimé sans, et les retours trouvent la vente par son numéro.
receipt-code-signature | Le code du ticket n’est pas celui que la caisse a signé : il a été modifié. | Ne remboursez pas d’après ce code ; trouvez la vente par son numéro.
server-database-in-use | Un autre serveur utilise déjà ce fichier de base. | Utilisez le serveur en marche, ou arrêtez-le et relancez.
server-database-damaged | Le fichier de base du serveur est illisible. | Ne le supprimez pas. Restaurez la dernière sauvegarde à côté ; les caisses renvoient ce qui manque.
server-folder-unwritable | Le serveur ne peut pas écrire dans le dossier de sa base. | Vérifiez le dossier et les droits, puis relancez.
server-sqlite-version | Cette version contient un SQLite qui peut perdre des écritures. | Lancez le serveur avec le Node fourni par Keepshop.
server-database-unreachable | Le serveur PostgreSQL est injoignable ou refuse ce serveur. | Vérifiez l’adresse, le mot de passe et PostgreSQL, puis relancez.
server-commit-not-durable | PostgreSQL répond avant que les données soient sûres sur son disque. | Réglez synchronous_commit sur on (ou remote_apply avec un second), puis relancez.
server-port-taken | Un autre programme occupe le port du serveur. | Arrêtez l’autre programme, ou choisissez un autre port.
enrol-code-unknown | Ce code d’inscription est inconnu, déjà utilisé ou vieux de plus de dix minutes. | Demandez un nouveau code au siège, sous Caisses, et saisissez-le dans les dix minutes.
enrol-malformed | La demande d’inscription est incomplète. | Mettez la caisse à jour et recommencez.
row-malformed | Un enregistrement n’a pas la forme voulue par sa table. | Corrigez le champ indiqué et enregistrez de nouveau. Rien n’a changé.
quick-keys-unknown | Une touche rapide mène à quelque chose que ce magasin n’a pas. | Retirez la touche ou choisissez à nouveau l’article, la catégorie ou la caisse, puis enregistrez.
quick-keys-in-training | Cette caisse est en formation ; les touches rapides valent pour toutes. | Terminez la formation et enregistrez de nouveau. Votre saisie est encore là.
server-master-key | La clé qui protège les données des clients n’a pas 64 chiffres hexadécimaux. | Rendez au serveur sa clé d’avant ; sans elle ces données sont illisibles.
server-retention | La durée de conservation n’est pas un nombre entier de jours de 36 à 36 500. | Corrigez KEEPSHOP_RETENTION_DAYS ou retirez-le (90 jours), puis redémarrez.
price-book-unknown | Ce tarif n’existe pas. | Choisissez un tarif de la liste.
malformed-entry | Le serveur n’a pas pu lire ce que cette caisse a envoyé. | C’est gardé tel quel ici et au serveur. Prévenez le siège ; continuez de vendre.
offer-unknown | Cette offre n’existe pas. | Regardez de nouveau la liste des offres ; quelqu’un l’a peut-être retirée.
offer-outside-rail | L’offre retire plus que la limite fixée. | Réduisez la remise, ou faites d’abord changer la limite.
secrets-unprotected | Cet ordinateur n’offre pas d’endroit protégé pour les clés de la caisse. | Activez le trousseau du système, ou faites accepter par écrit que les clés soient lisibles.
secrets-unreadable | Les clés de la caisse sont illisibles avec le trousseau de cet utilisateur. | Ouvrez la session de la caisse, ou réinscrivez-la. Les ventes restent sur ce disque.
update-shift-open | Une mise à jour est prête, mais le service est ouvert. | Continuez de vendre. Elle s’installe après la clôture.
update-busy | Une mise à jour est prête, mais la caisse est utilisée. | Continuez. Elle s’installe quand la caisse est au repos.
update-unsent | Une mise à jour est prête, mais des ventes ne sont pas encore au serveur. | Laissez la caisse connectée jusqu’à l’envoi ; puis la mise à jour s’installe.
update-not-newer | La version proposée n’est pas plus récente. | Rien à faire. Keepshop ne revient jamais seul en arrière.
setup-owner-exists | Cette boutique a déjà un gérant. | Connectez-vous avec le nom et le code du gérant pour continuer.
setup-not-from-till | Une première boutique se prépare à l’une de ses caisses. | Ouvrez l’écran de la caisse et commencez là.
setup-name-taken | Quelqu’un porte déjà ce nom ici. | Ajoutez une lettre du nom de famille.
setup-not-ready | Nom, adresse et devise de la boutique manquent encore. | Remplissez d’abord cette étape ; le reste peut attendre.
setup-tax-in-use | Des articles ont encore le taux retiré. | Donnez-leur d’abord un autre taux, ou laissez celui-ci.
setup-tax-twice | Deux taux ont la même lettre. | Donnez à chacun la sienne : elle figure sur le ticket.
import-unknown | Ce fichier n’est plus connu ici. | Choisissez-le à nouveau. Rien n’a changé.
import-too-large | Le fichier dépasse 8 Mo. | Enregistrez les articles seuls, sans images, ou en deux fichiers.
import-too-many-rows | Le fichier a plus de 20 000 lignes ou 200 colonnes. | Partagez-le et importez l’un après l’autre.
import-not-a-table | Ce n’est pas un tableau d’articles lisible. | Enregistrez-le en CSV (UTF-8) ou XLSX, titres en première ligne.
import-not-text | Les caractères de ce fichier sont illisibles. | Enregistrez-le en CSV UTF-8 et choisissez-le à nouveau.
import-hostile | Ce fichier est construit comme aucun tableur ne le fait ; il n’a pas été ouvert. | Copiez les lignes dans une nouvelle feuille et enregistrez en XLSX.
import-not-mapped | Aucune colonne ne donne le nom ou le prix. | Choisissez les colonnes du nom et du prix.
import-busy | Ce fichier est en cours de traitement. | Attendez la fin du compteur, puis regardez.
floor-port-taken | Un autre programme utilise l’adresse des tablettes. | Fermez-le ou redémarrez l’ordinateur, puis réactivez.
floor-closed | Cette caisse n’accepte pas de tablettes en ce moment. | Activez d’abord, puis ajoutez l’appareil.
floor-unknown | Cet appareil n’est plus de cette caisse. | Rien à faire : il ne peut plus entrer.
email-malformed | Ce n’est pas une adresse e-mail. | Redemandez-la ; elle ressemble à nom@exemple.fr.
shift-closed | Aucun service n’est ouvert. | Comptez le fonds et ouvrez le service.
count-missing | Le tiroir n’a pas été compté. | Comptez le tiroir avant de clôturer.
count-malformed | Le comptage contient un nombre impossible. | Recomptez ; chaque champ est un nombre de pièces ou de billets.
difference-needs-reason | Le comptage diffère de plus que la limite. | Recomptez, ou choisissez un motif.
movement-invalid | Le montant ou le sens ne convient pas à ce mouvement d’espèces. | Vérifiez le montant et le type de mouvement.
drawer-short | Il y a moins dans le tiroir que ce qui doit en sortir. | Vérifiez le montant.
movement-unknown | Ce reçu n’est plus gardé ici. | Regardez la liste de la journée au siège.
drawer-same-person | Cette personne a déjà le tiroir. | Choisissez qui le reprend.
drawer-of-another | Ce tiroir appartient à quelqu’un d’autre. | Remettez le tiroir après comptage, ou prenez un autre paiement que les espèces.
bag-number-missing | Le sac n’a pas de numéro. | Saisissez le numéro imprimé sur le sac.
bag-number-used | Un sac avec ce numéro est ici ou en route. | Regardez encore le numéro du sac.
bag-unknown | Ce sac n’est pas connu ici. | Regardez encore la liste ; une autre caisse a peut-être répondu.
bag-moved-on | Ce sac ne peut plus faire cette étape. | Regardez où il en est ; rien n’a changé.
stock-lines-missing | Aucun produit n’est saisi. | Scannez au moins un produit.
stock-quantity-invalid | Une quantité ne peut pas être juste. | Vérifiez la quantité marquée.
place-unknown | Ce lieu n’est pas de cette chaîne. | Choisissez un lieu de la liste.
tax-duplicate | La même taxe figure deux fois. | Retirez-en une des réglages ou du produit.
tax-increment-invalid | Le pas d’arrondi de la taxe n’est pas un entier supérieur à zéro. | Corrigez le pas dans les règles de taxe du magasin.
tax-kind-unknown | Cette version ne connaît pas ce type de taxe. | Mettez la caisse à jour, ou corrigez les réglages.
tax-rate-impossible | Les taux de la ligne ne laissent aucun prix hors taxe. | Corrigez les taux : ensemble pas plus de 100.
tax-rate-malformed | Le taux ou le montant de la taxe n’est pas un nombre. | Corrigez le taux dans les réglages.
tax-unknown | La ligne cite une taxe absente des réglages. | Choisissez une taxe de la liste pour le produit.
short-tender | Il a été payé moins que le dû. | Prenez le reste, ou ajoutez un moyen de paiement.
tender-amount-invalid | Le montant n’est pas supérieur à zéro. | Saisissez le montant de nouveau.
round-up-nothing | Il n’y a rien à arrondir. | Encaissez le montant tel quel.
tender-exceeds-due | Plus que le dû ne se prend qu’en espèces. | Prenez exactement le dû ; on ne rend que sur les espèces.
nothing-due | Il ne reste rien à payer. | Terminez la vente.
tender-unknown | Ce paiement ne fait plus partie de la vente. | Regardez les paiements et choisissez de nouveau.
tender-needs-reference | Ce moyen de paiement exige un numéro : du bon, du reçu ou de la carte. | Saisissez le numéro.
tender-not-refundable | On ne peut pas rendre l’argent ainsi. | Choisissez un autre moyen de le rendre.
tender-needs-reversal | La carte est déjà débitée. | Annulez d’abord au terminal ; le paiement disparaît ensuite.
card-declined | La carte n’a pas été débitée. | Réessayez la carte, ou prenez un autre moyen de paiement.
terminal-not-here | Aucun terminal de paiement ne répond à cette caisse. | Vérifiez le terminal et son câble, ou prenez un autre moyen de paiement.
stored-forward-limit | La banque ne répond pas, et ce paiement par carte dépasse la limite prévue dans ce cas. | Prenez par carte ce qui reste et le reste autrement, ou tout par un autre moyen.
foreign-rate-missing | Il n’y a pas de cours valable pour cette monnaie. | Prenez la monnaie du magasin.
client-needed | Il faut ici un client connu par son nom. | Trouvez le client par téléphone ou par nom, ou créez-le.
till-not-enrolled | Cette caisse n’appartient encore à aucun magasin. | Demandez un code d’inscription au siège, sous Caisses, et lancez la caisse avec.
till-server-unreachable | Le serveur est injoignable ; la caisse n’a pas pu être inscrite. | Vérifiez le réseau et l’adresse, puis relancez. Le code n’est pas utilisé.
till-server-nonsense | Ce qui répond à cette adresse n’est pas un serveur Keepshop. | Vérifiez l’adresse. Rien n’a changé sur cette caisse.
till-folder-unwritable | Le dossier des données ne peut être créé ou écrit. | Choisissez un dossier où cet utilisateur peut écrire, ou demandez-en le droit.
scan-unused | Cette page ne prend pas de codes. | Rien n’a changé. Ouvrez la caisse avec F2 et scannez de nouveau.
till-unreachable | La caisse n’a pas répondu. | Ce qui était enregistré est sûr. Attendez que cette page soit de nouveau reliée, puis regardez le panier avant d’appuyer encore.
product-unknown | Aucun produit de ce magasin n’a ce code. | Le panier est inchangé. Scannez de nouveau, ou saisissez le nom du produit dans la recherche.
variant-not-chosen | Ce produit se vend par tailles ou couleurs, et aucune n’a été choisie. | Le panier est inchangé. Cherchez le produit par son nom et choisissez sa taille ou sa couleur.
line-unknown | Cette ligne n’est plus dans le panier. | Regardez le panier tel qu’il est ; rien n’a changé.
payment-open | Un paiement par carte de ce panier n’est pas encore décidé. | Regardez le terminal et appuyez sur ce qu’il dit : débité, ou non débité.
shift-open | Le tiroir de cette caisse est déjà ouvert. | Continuez de vendre ; clôturez d’abord pour le rouvrir.
not-signed-in | Personne n’est identifié à cette caisse. | Identifiez-vous par PIN ou badge. Le panier est gardé.
not-allowed | Votre rôle ne le permet pas. | Demandez à une personne autorisée de l’approuver ici.
approval-not-for-this | L’accord valait pour autre chose, ou a déjà servi. | Demandez l’accord de nouveau.
approval-code-wrong | Le code n’est pas juste. | Relisez le numéro et saisissez le code que le téléphone affiche alors.
approval-code-over | Ce numéro a servi, est trop ancien ou valait pour autre chose. | Appuyez sur Nouveau numéro et demandez le code correspondant. Rien n’a changé.
approval-phone-unknown | Aucun téléphone de cette personne ne peut approuver à cette caisse pour l’instant. | Demandez le PIN ou le badge, ou connectez cette caisse une fois.
wrong-pin | Le PIN n’est pas bon. | Saisissez le PIN de nouveau.
locked-out | Trop de PIN faux de suite. | Attendez l’heure indiquée, ou identifiez-vous par badge.
not-here | Cette personne ne travaille pas, ou plus, dans ce magasin. | Choisissez une autre personne, ou faites-la ajouter par le siège.
badge-unknown | Ce badge n’est pas connu ici. | Identifiez-vous par PIN.
badge-expired | Ce badge n’a pas été renouvelé depuis trop longtemps. | Identifiez-vous par PIN, ou connectez cette caisse une fois.
still-filling | Cette caisse reçoit encore ses données. | Patientez ; l’avancement est montré. Ce qui est arrivé peut être vendu.
client-unknown | Ce client n’est pas connu ici. | Cherchez par nom ou téléphone, ou créez-le.
sale-unknown | Cette vente n’est ni sur cette caisse ni dans les données du serveur. | Cherchez par jour, montant ou client.
basket-unknown | Ce panier en attente n’est plus là. | Regardez la liste ; une autre caisse l’a peut-être repris.
basket-not-empty | Il y a déjà quelque chose dans le panier. | Terminez, mettez en attente ou videz d’abord ce panier.
nothing-to-undo | Rien n’a été retiré qui puisse revenir. | Scannez-le ou cherchez-le de nouveau.
basket-being-paid | Le panier est en cours de paiement et ne change pas. | Finissez de payer, ou revenez d’abord au panier.
not-being-paid | Le panier n’est pas en cours de paiement. | Appuyez d’abord sur Payer.
tender-not-here | Ce moyen de paiement n’est pas réglé sur cette caisse. | Choisissez-en un autre.
payment-unknown-id | Ce paiement en cours n’existe pas. | Regardez ce qui reste ouvert dans le paiement.
promise-not-possible | Ce produit ne peut pas être promis de là maintenant. | Choisissez un autre lieu, ou proposez un produit proche.
no-shift | Aucun service n’est ouvert sur ce tiroir. | Ouvrez d’abord le service avec son fonds.
needs-connection | Il faut le serveur, et la caisse n’est pas connectée. | Réessayez quand le voyant est vert. Un brouillon est gardé.
not-demo | Cela n’existe que dans la démonstration. | Rien à faire.
cards-waiting | Des paiements par carte gardés par le terminal de cette caisse attendent encore la banque. | Envoyez-les d’abord, ou dites ce que dit la banque : les deux sous « À traiter ».
note-needed | Cette réponse demande un mot : comment, ou pourquoi. | Écrivez-le et appuyez de nouveau.
work-unknown | Cette tâche n’est plus là. | Regardez de nouveau la liste ; quelqu’un l’a peut-être finie.
order-unknown | Cette commande n’est plus là. | Regardez de nouveau la liste des commandes.
device-unknown | Cet appareil n’est pas réglé sur cette caisse. | Réglez-le sous Appareils.
device-address | L’adresse de l’appareil est illisible. | Saisissez par exemple tcp://192.168.1.50:9100 ou serial:/dev/ttyUSB0, ou choisissez virtuel.
device-silent | L’appareil ne répond pas. | Vérifiez qu’il est allumé et branché, puis testez-le de nouveau.
labels-none | Aucun de ces produits n’a d’étiquette à imprimer. | Revoyez la liste ; un prix a pu changer. Rien n’a été imprimé.
scale-missing | Cette caisse n’a pas de balance. | Saisissez le poids, ou installez une balance sous Réglages, Appareils.
scale-no-weight | La balance n’a donné aucun poids. | Posez seulement la marchandise, laissez-la se stabiliser et pesez de nouveau. La ligne est inchangée.
line-not-weighed | Ce produit ne se vend pas au poids. | Saisissez la quantité. La ligne est inchangée.
printer-not-ready | L’imprimante ne répond pas, ou manque de papier. | Le ticket attend. Remettez du papier ou allumez-la, puis imprimez ce qui attend.
kiosk-port-taken | Un autre programme occupe le port de la caisse. | Arrêtez l’autre programme, ou choisissez un autre port. Rien n’est perdu.
not-offered-yet | Cette partie de Keepshop n’est pas encore construite. | Rien n’a changé. Passez par un autre chemin.
balance-unknown | Cette carte ou ce compte n’est pas connu ici. | Vérifiez le numéro ; une carte neuve marche dès que la caisse a été connectée.
balance-short | Il y a moins sur la carte ou le compte. | Prenez ce qu’il y a, et le reste autrement.
balance-expired | La carte ou le compte a expiré. | Prenez un autre moyen de paiement ; le siège peut prolonger.
gift-card-active | Cette carte cadeau a déjà été vendue : elle est active. | Choisissez Recharger, ou prenez une autre carte.
gift-card-not-active | Cette carte cadeau n’est pas active à la connaissance de cette caisse. | Vérifiez le numéro ; vendez-la comme nouvelle carte si elle n’a jamais été vendue.
value-limit-reached | Hors connexion, cette caisse ne peut plus débiter cartes et comptes aujourd’hui. | Prenez un autre moyen de paiement, ou attendez la connexion.
points-invalid | Ce nombre de points n’est pas utilisable. | Prenez un nombre entier de points disponibles.
web-json-malformed | Ce qui a été envoyé n’est pas du JSON lisible. | Envoyez une valeur JSON avec le type application/json.
web-body-too-large | Ce qui a été envoyé dépasse ce que cette adresse accepte. | Envoyez moins à la fois ; openapi.json donne les limites.
web-content-type | Cette adresse ne lit pas ce type de contenu. | Envoyez du JSON avec le type application/json.
web-input-invalid | Un champ manque ou contient une valeur interdite. | Corrigez le champ indiqué et renvoyez.
web-address-unknown | Il n’y a rien à cette adresse. | Cherchez l’adresse dans openapi.json.
web-too-many-requests | Trop de demandes sont venues d’ici en peu de temps. | Attendez les secondes indiquées, puis continuez.
web-unavailable | Le serveur ne peut pas répondre maintenant. | Réessayez dans un instant ; rien n’est fait deux fois.
web-session-unknown | La connexion n’est pas connue ici, ou elle est finie. | Connectez-vous de nouveau. Le panier est gardé.
web-link-unknown | Ce lien de connexion a déjà servi, est trop vieux ou n’est pas de nous. | Demandez un nouveau lien ; il sert une fois, quinze minutes.
web-mail-missing | Ce magasin ne peut pas envoyer de lien : aucun service de courrier n’est relié. | Commandez à une caisse, ou demandez au magasin de relier un service.
web-product-unknown | Ce produit n’existe pas, ou plus, dans ce magasin. | Regardez de nouveau la liste des produits.
web-stock-short | Il ne reste pas assez de ce produit pour la commande. | Commandez moins, choisissez un autre mode, ou laissez-le.
web-total-changed | Le panier donne un autre total que celui confirmé. | Montrez le nouveau total et confirmez de nouveau.
web-key-reused | Cette clé a déjà servi pour une autre commande. | Renvoyez la même commande, ou prenez une nouvelle clé.
web-key-missing | La commande n’a pas de clé contre les doublons. | Envoyez l’en-tête Idempotency-Key, fait une fois pour cette commande.
web-order-unknown | Ce client n’a pas cette commande. | Regardez la liste des commandes.
web-store-unknown | Ce magasin de retrait n’existe pas. | Choisissez un magasin de la liste.
web-shop-missing | Cette chaîne n’a pas de boutique web dans ses réglages. | Faites ajouter par le siège un magasin au canal web.
hq-session-unknown | Personne n’est connecté au siège avec cette session, ou elle est finie. | Connectez-vous de nouveau au siège. Ce qui est saisi reste à l’écran.
hq-sign-in-wrong | Le nom et le PIN ne vont pas ensemble, ou cette personne n’a pas accès au siège. | Saisissez les deux de nouveau, avec le magasin ou le matricule si quelqu’un porte le même nom, ou demandez à une personne qui y a accès.
hq-locked-out | Trop de PIN faux de suite. | Attendez cinq minutes, puis connectez-vous.
hq-offer-reused | Cette demande a déjà servi pour une autre offre. | Ouvrez la liste des offres ; publiez de nouveau pour une autre.
hq-sale-unknown | Cette vente n’existe pas dans vos magasins. | Vérifiez le numéro et le jour sur le ticket. Une vente toute récente peut être encore en route.
hq-catalogue-not-kept | Les prix et les offres de cette époque ne sont pas conservés dans l’historique de ce serveur. | La vente reste telle quelle ; une caisse de ce magasin montre comment son prix s’est formé.
fiscal-span-invalid | Ce ne sont pas deux jours, ou le second précède le premier. | Choisissez de nouveau le premier et le dernier jour. Rien n’a été écrit.
fiscal-nothing | Rien n’a été fait ces jours-là ; il n’y a rien à archiver. | Choisissez d’autres jours. Rien n’a été écrit.
fiscal-running | Une archive est déjà en cours à cette caisse. | Attendez qu’elle soit finie ; la vente continue.
fiscal-in-training | Cette caisse est en formation, et la formation n’est pas enregistrée. | Terminez la formation et redemandez l’archive.
fiscal-stopped | La caisse a été fermée avant la fin de l’archive. | Redemandez l’archive ; les enregistrements sont complets.
fiscal-folder-unwritable | L’archive n’a pas pu être écrite : le dossier manque, est fermé ou plein. | Faites de la place ou choisissez un autre dossier, puis réessayez. Les enregistrements sont en sécurité.
nothing-unsent | Tout ce que cette caisse a fait est arrivé au serveur. | Il n’y a rien à remettre.
entries-unsent | Des opérations de cette caisse ne sont pas encore au serveur. | Connectez la caisse et attendez que tout soit confirmé, ou exportez-les sous Réglages, Remise, et reprenez-les d’abord à une autre caisse. Rien n’a changé.
hand-over-folder | Le fichier ne peut pas être écrit dans ce dossier. | Choisissez un dossier existant et accessible, ou remettez la clé. Rien n’a changé ; les ventes sont en sécurité ici.
hand-over-own | Ce fichier vient de cette caisse elle-même. | Portez-le à une autre caisse du magasin. Rien n’a changé.
hold-closed | Ce devis ou cette réserve a déjà été vendu ou annulé. | Regardez son historique ; repassez les articles s’ils sont encore voulus.
hold-expired | Les prix de ce devis ne valent plus. | Passez les articles aux prix d’aujourd’hui.
hold-fixed | Un panier réservé se vend tel qu’il a été réservé. | Remettez-le, et passez le reste dans une vente à part.
hold-needs-client | Une réserve appartient à un client, et le panier n’en a pas. | Trouvez ou créez d’abord le client.
hold-not-set-up | Ce magasin n’a pas de conditions pour devis et réserves. | Demandez au siège de les fixer dans les règles du magasin.
hold-payment-invalid | Ce montant ne peut pas être versé : moins que le premier versement, ou plus que le reste. | Prenez un montant entre les deux affichés.
hold-unknown | Aucun devis ni réserve n’est connu ici sous ce numéro. | Vérifiez le numéro, ou attendez que cette caisse soit à jour.
client-has-orders | Ce client a des commandes qui ne sont pas terminées. | Terminez-les ou annulez-les d’abord, sinon la marchandise ne pourrait pas être livrée. Rien n’a été effacé.
request-reused | Cette demande a déjà réglé autre chose. | Rouvrez l’écran, regardez ce qui vaut, puis réglez de nouveau. Rien n’a changé.
setup-owner-exists | Ce magasin a déjà un propriétaire. | Identifiez-vous avec son nom et son PIN pour reprendre où vous étiez.
setup-not-from-till | Un premier magasin se règle à l’une de ses caisses. | Ouvrez la console à la caisse et commencez là.
setup-name-taken | Quelqu’un porte déjà ce nom ici. | Ajoutez une lettre du nom de famille pour les distinguer.
setup-not-ready | Le magasin n’a pas encore de nom, d’adresse ni de monnaie. | Remplissez d’abord cette étape ; le reste peut attendre.
setup-tax-in-use | Des produits ont encore le taux de taxe retiré. | Donnez-leur d’abord un autre taux, ou laissez-le dans la liste.
setup-tax-twice | Deux taux de taxe ont la même lettre. | Donnez à chacun sa lettre : elle figure à côté de la ligne sur le ticket.
import-unknown | Ce fichier n’est plus connu ici. | Choisissez-le de nouveau. Rien n’a changé.
import-too-large | Le fichier dépasse 8 Mo. | Enregistrez les produits seuls, sans images, ou en deux fichiers.
import-too-many-rows | Le fichier a plus de 20 000 lignes ou 200 colonnes. | Coupez-le en plusieurs fichiers et importez-les l’un après l’autre.
import-not-a-table | Ce n’est pas un tableau de produits lisible. | Enregistrez-le en CSV (UTF-8) ou XLSX, avec des titres en première ligne.
import-not-text | Les lettres de ce fichier sont illisibles. | Enregistrez-le en CSV UTF-8 et choisissez-le de nouveau.
import-hostile | Ce fichier est fait comme aucun tableur ne le fait ; il n’a pas été ouvert. | Copiez les lignes dans une nouvelle feuille, enregistrez en XLSX et choisissez-la.
import-not-mapped | Aucune colonne ne dit le nom ou le prix des produits. | Choisissez au-dessus du tableau les colonnes du nom et du prix.
import-busy | Ce fichier est en cours d’import ou de retrait. | Attendez que le compteur s’arrête, puis regardez.
product-vanished | Le siège a retiré un produit de ce panier de la vente. | Appuyez sur Retirer et continuez avec le reste. Rien n’est payé, rien n’est perdu.
line-not-department | Cette ligne a été vendue comme produit, ou est déjà rattachée à un produit. | Choisissez une ligne vendue par un rayon.
tax-free-declined | Le prestataire n’établit pas de formulaire de détaxe pour cette vente. | Dites pourquoi au voyageur ; la vente reste telle quelle.
tax-free-done | Un formulaire de détaxe a déjà été établi pour cette vente. | Réimprimez-le ; il y en a un par vente.
tax-free-not-offered | Rien dans cette vente ne peut être détaxé ici. | Dites-le au voyageur ; il faut des articles taxés et emportés.
tax-free-not-traveller | Qui habite ici paie la taxe ici. | Vérifiez le pays ; la détaxe est pour les visiteurs seulement.
tax-free-too-little | Les articles n’atteignent pas le minimum de la détaxe. | Dites à partir de quel montant c’est possible.
client-has-orders | Ce client a des commandes qui ne sont pas finies. | Terminez-les ou annulez-les d’abord, sinon les articles ne pourraient être livrés. Rien n’a été effacé.
pairing-unknown | Ce code a servi, est trop ancien ou n’a jamais été montré. | Faites-en afficher un nouveau à la caisse, Réglages puis Téléphones, et scannez-le.
phone-unknown | Ce téléphone ne peut plus approuver. | Associez-le de nouveau à la caisse, Réglages puis Téléphones, ou effacez ce qu’il garde.
`);
