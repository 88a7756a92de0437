/** What tablets and phones on the floor say, and the till that lets them in. */
export const floor = {
  "settings.tab.floor": "Tablettes",
  "floor.isOpen": "Tablettes et téléphones peuvent passer par cette caisse",
  "floor.isClosed": "Tablettes et téléphones n’ont pas accès",
  "floor.how":
    "Une tablette ou un téléphone du réseau de la boutique utilise cette caisse : il lui faut la caisse, pas internet. Chacun a ses numéros de ticket.",
  "floor.fingerprint": "Certificat de cette caisse : {print}",
  "floor.number": "Tickets {series} · depuis le {day}",
  "floor.here": "connectée",
  "floor.away": "absente",
  "floor.revoke": "Retirer",
  "floor.open": "Autoriser les tablettes",
  "floor.close": "N’en autoriser aucune",
  "floor.pair": "Ajouter une tablette ou un téléphone",
  "floor.showCode": "Afficher le code",
  "floor.name": "Comment s’appelle-t-il ?",
  "floor.nameExample": "Tablette vitrine",
  "floor.scanIt": "Scannez ce code avec l’appareil avant {time}. Il sert une fois.",
  "floor.compare":
    "L’appareil avertit qu’il ne connaît pas la caisse. Comparez son certificat avec celui-ci, puis continuez :",
  "floor.lost.title": "Cet appareil a perdu la caisse.",
  "floor.lost.text":
    "Ce qui est fait est en sûreté à la caisse. Approchez-vous ; la liaison revient seule.",
  "floor.revoked.title": "Cet appareil n’est plus autorisé ici",
  "floor.revoked.text":
    "Il a été retiré à la caisse. Ses ventes y sont en sûreté. Pour le réutiliser, ajoutez-le à la caisse avec un nouveau code.",
  "camera.open": "Caméra",
  "camera.title": "Scanner avec la caméra",
  "camera.how": "Tenez le code devant la caméra.",
  "camera.qrOnly": "Ce navigateur ne lit que les codes QR. Tapez les chiffres d’un code-barres.",
  "camera.none":
    "La caméra est inutilisable. Autorisez-la dans le navigateur ou tapez les chiffres.",
};
