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
    "Drücken Sie Ihren Namen, geben Sie die PIN ein und drücken Sie [Enter] oder {enter}. Oder scannen Sie Ihren Ausweis.",
  "help.sell.q": "Wie verkaufe ich etwas?",
  "help.sell.a":
    "Scannen Sie es, egal was auf dem Bildschirm ist. Ohne Code drücken Sie [/], geben einen Teil des Namens bei {search} ein und drücken [Enter]. Ein Druck auf den Namen der Zeile ändert Menge, Preis oder Notiz.",
  "help.pay.q": "Wie wird bezahlt?",
  "help.pay.a":
    "Drücken Sie {pay} oder [F12]. Drücken Sie, was Sie erhalten haben, oder geben Sie einen Betrag ein und drücken Sie die Zahlart. Der Rest bleibt offen, bis alles bezahlt ist.",
  "help.wrong.q": "Etwas war falsch. Was nun?",
  "help.wrong.a":
    "Vor dem Bezahlen: {remove} (✕) an der Zeile drücken; [Ctrl Z] holt sie zurück. Nach dem Bezahlen: [Ctrl L] für den letzten Verkauf, jeden anderen finden Sie unter {sales}.",
  "help.correct.q": "Wie berichtige ich einen Verkauf?",
  "help.correct.a":
    "Wählen Sie den Verkauf und drücken Sie {correct}: andere Zahlart, vergessener Kunde oder Rabatt, oder der ganze Verkauf rückgängig. Was war, bleibt stehen; die Berichtigung kommt dazu.",
  "help.offline.q": "Es heißt Offline. Darf ich weitermachen?",
  "help.offline.a":
    "Ja, wie immer. Jeder Verkauf wird hier gesichert und von selbst gesendet, wenn die Verbindung zurück ist.",
  "help.find.q": "Wie finde ich einen Verkauf?",
  "help.find.a":
    "Scannen Sie den Bon oder geben Sie Nummer, Kunde, Artikel oder Betrag ein. {more} fragt auch nach Tag, Zahlart, den letzten vier Ziffern der Karte oder der Seriennummer.",
  "help.client.q": "Wie finde ich einen Kunden?",
  "help.client.a":
    "Geben Sie einen Teil von Name, Telefon, E-Mail oder Karte bei {find} ein. Auch falsch geschriebene Namen werden gefunden.",
  "help.drawer.q": "Wie schließe ich den Tag ab?",
  "help.drawer.a":
    "Drücken Sie {count}, zählen Sie die Schublade und bestätigen Sie. Begründen Sie einen Unterschied und drücken Sie {close}. Das geht auch offline.",
  "help.handOver.q": "Jemand anders übernimmt die Schublade. Was nun?",
  "help.handOver.a":
    "Drücken Sie {handOver}, zählen Sie, und lassen Sie die nächste Person dafür unterschreiben. Der Tag geht weiter.",
  "help.return.q": "Wie nehme ich etwas zurück?",
  "help.return.a":
    "Scannen Sie den Bon oder suchen Sie den Verkauf. Drücken Sie {all} oder wählen Sie, was zurückkommt, dann warum, sehen Sie die Auszahlung an und drücken Sie {payBack}. Ware im Korb wird dagegen gerechnet.",
  "help.noReceipt.q": "Es gibt keinen Bon. Was nun?",
  "help.noReceipt.a":
    "Suchen Sie den Verkauf beim Kunden, oder drücken Sie {without} und scannen Sie die Ware. Die Regeln des Geschäfts sagen, was erstattet werden darf.",
  "help.stock.q": "Wie zähle ich oder nehme Ware an?",
  "help.stock.a":
    "Wählen Sie {receive}, {count} oder {move} und scannen Sie jedes Stück; jeder Scan zählt eins mehr. Verkauft werden darf weiter.",
  "help.orders.q": "Was mache ich mit einer Bestellung?",
  "help.orders.a":
    "Wählen Sie die oberste. Die große Taste unten ist ihr nächster Schritt: Ware holen, bereitstellen, übergeben.",
  "help.work.q": "Warum steht hier etwas?",
  "help.work.a":
    "Es kam nachträglich anders, oder jemand hat darum gebeten. Dabei steht, was inzwischen gilt. Drücken Sie eine Antwort; sie kann zurückgenommen werden.",
  "help.figures.q": "Welche Verkäufe stecken in den Zahlen?",
  "help.figures.a":
    "Alle dieses Geschäfts, die angekommen sind, und die dieser Kasse, die erst hier gesichert sind. {today} und {month} sagen, von welchen Tagen.",
  "help.devices.q": "Wie richte ich einen Drucker ein?",
  "help.devices.a":
    "Drücken Sie {add}, wählen Sie, was es ist und wie es verbunden ist, und drucken Sie eine Testseite. Es bleibt für diese Kasse eingerichtet.",
  "help.practise.q": "Darf ich etwas ausprobieren?",
  "help.practise.a":
    "Ja: {training} beginnt eine Übung, in der nichts verkauft, gesendet oder gezählt wird. Ein Begleiter zeigt den ersten Verkauf und die erste Rückgabe.",
  "work.waiting": "{count} ansehen",
} as const;
