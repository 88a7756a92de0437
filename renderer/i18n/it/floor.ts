/** What tablets and phones on the floor say, and the till that lets them in. */
export const floor = {
  "settings.tab.floor": "Tablet",
  "floor.isOpen": "Tablet e telefoni possono lavorare con questa cassa",
  "floor.isClosed": "Tablet e telefoni non hanno accesso",
  "floor.how":
    "Un tablet o telefono della rete del negozio usa questa cassa: serve la cassa, non internet. Ognuno ha i propri numeri di scontrino.",
  "floor.fingerprint": "Certificato di questa cassa: {print}",
  "floor.number": "Scontrini {series} · dal {day}",
  "floor.here": "collegato",
  "floor.away": "ora non c’è",
  "floor.revoke": "Escludi",
  "floor.open": "Ammetti tablet",
  "floor.close": "Non ammettere",
  "floor.pair": "Aggiungi tablet o telefono",
  "floor.showCode": "Mostra il codice",
  "floor.name": "Come si chiama?",
  "floor.nameExample": "Tablet in vetrina",
  "floor.scanIt": "Scansioni questo codice con il dispositivo entro le {time}. Vale una volta.",
  "floor.compare":
    "Il dispositivo avvisa che non conosce la cassa. Confronti il certificato con questo e prosegua:",
  "floor.lost.title": "Questo dispositivo ha perso la cassa.",
  "floor.lost.text": "Ciò che è fatto è al sicuro nella cassa. Si avvicini; torna da sé.",
  "floor.revoked.title": "Questo dispositivo non può più lavorare qui",
  "floor.revoked.text":
    "È stato escluso alla cassa. Le vendite sono al sicuro lì. Per riusarlo, lo aggiunga alla cassa con un nuovo codice.",
  "camera.open": "Fotocamera",
  "camera.title": "Scansiona con la fotocamera",
  "camera.how": "Tenga il codice davanti alla fotocamera.",
  "camera.qrOnly": "Questo browser legge solo codici QR. Digiti le cifre di un codice a barre.",
  "camera.none": "La fotocamera non è utilizzabile. La consenta nel browser o digiti le cifre.",
};
