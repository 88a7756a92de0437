/** German: what en-GB/help.ts says. */
export const help = {
  "nav.returns": "Rückgaben",
  "nav.stock": "Bestand",
  "nav.orders": "Bestellungen",
  "nav.work": "Eingang",
  "nav.settings": "Einstellungen",
  "palette.open": "Alles finden",
  "palette.title": "Was möchten Sie tun?",
  "palette.label": "Ein paar Buchstaben eingeben",
  "palette.nothing": "Nichts heißt „{query}“.",
  "palette.client": "Kunden suchen",
  "palette.line": "Letzte Zeile ändern",
  "palette.park": "Korb parken oder fortsetzen",
  "palette.undo": "Entferntes zurückholen",
  "help.open": "Hilfe",
  "help.title": "Hilfe zu dieser Seite",
  "help.keys": "Tasten",
  "help.escape": "Einen Schritt zurück; der Korb bleibt",
  "help.signIn.q": "Wie melde ich mich an?",
  "help.signIn.a":
    "Drücken Sie Ihren Namen, geben Sie die PIN ein und drücken Sie Enter. Oder scannen Sie Ihren Ausweis.",
  "help.sell.q": "Wie verkaufe ich etwas?",
  "help.sell.a":
    "Scannen Sie es, egal was auf dem Bildschirm ist. Ohne Code geben Sie einen Teil des Namens ein und drücken Enter. Ein Druck auf den Namen der Zeile ändert Menge, Preis oder Notiz.",
  "help.pay.q": "Wie wird bezahlt?",
  "help.pay.a":
    "Drücken Sie F12. Drücken Sie, was Sie erhalten haben, oder geben Sie einen Betrag ein und drücken Sie die Zahlart. Der Rest bleibt offen, bis alles bezahlt ist.",
  "help.wrong.q": "Etwas war falsch. Was nun?",
  "help.wrong.a":
    "Vor dem Bezahlen: ✕ an der Zeile drücken, mit Strg+Z kommt sie zurück. Danach: unter Verkäufe den Verkauf wählen und Berichtigen drücken.",
  "help.offline.q": "Es heißt Offline. Darf ich weitermachen?",
  "help.offline.a":
    "Ja, wie immer. Jeder Verkauf wird hier gesichert und von selbst gesendet, wenn die Verbindung zurück ist.",
  "help.find.q": "Wie finde ich einen Verkauf?",
  "help.find.a":
    "Scannen Sie den Bon oder geben Sie Nummer, Kunde, Artikel, Betrag oder die letzten vier Ziffern der Karte ein.",
  "help.client.q": "Wie finde ich einen Kunden?",
  "help.client.a":
    "Geben Sie einen Teil von Name, Telefon, E-Mail oder Karte ein. Auch falsch geschriebene Namen werden gefunden.",
  "help.drawer.q": "Wie schließe ich den Tag ab?",
  "help.drawer.a":
    "Drücken Sie Zählen und schließen, zählen Sie die Schublade und bestätigen Sie. Begründen Sie einen Unterschied und drücken Sie Schließen und Z drucken. Das geht auch offline.",
  "help.return.q": "Wie nehme ich etwas zurück?",
  "help.return.a":
    "Scannen Sie den Bon oder suchen Sie den Verkauf. Wählen Sie, was zurückkommt und warum, sehen Sie die Auszahlung an und drücken Sie Auszahlen. Ware im Korb wird dagegen gerechnet.",
  "help.stock.q": "Wie zähle ich oder nehme Ware an?",
  "help.stock.a":
    "Wählen Sie Annehmen, Zählen oder Bewegen und scannen Sie jedes Stück; jeder Scan zählt eins mehr. Verkauft werden darf weiter.",
  "help.orders.q": "Was mache ich mit einer Bestellung?",
  "help.orders.a":
    "Nehmen Sie die oberste: Ware holen, Geholt drücken, dann Bereit. Übergeben drücken, wenn der Kunde sie hat.",
  "help.work.q": "Warum steht hier etwas?",
  "help.work.a":
    "Es kam nachträglich anders, oder jemand hat darum gebeten. Dabei steht, was inzwischen gilt. Drücken Sie eine Antwort; sie kann zurückgenommen werden.",
  "help.figures.q": "Welche Verkäufe stecken in den Zahlen?",
  "help.figures.a":
    "Alle dieses Geschäfts, die angekommen sind, und die dieser Kasse, die erst hier gesichert sind.",
  "help.devices.q": "Wie richte ich einen Drucker ein?",
  "help.devices.a":
    "Drücken Sie Gerät hinzufügen, wählen Sie was es ist und wie es verbunden ist, und drucken Sie eine Testseite. Es bleibt für diese Kasse eingerichtet.",
  "work.waiting": "{count} ansehen",
} as const;
