/** German: what en-GB/phones.ts says. */
export const phones = {
  "settings.tab.phones": "Telefone",
  "phones.title": "Mit dem Telefon freigeben",
  "phones.how":
    "Wer freigeben darf, koppelt hier einmal und mit Verbindung das eigene Telefon. Später beantwortet es die Nummer jeder Kasse des Ladens mit einem Code, auch wenn beide keine Verbindung haben.",
  "phones.pin": "Ihre PIN",
  "phones.pair": "Mein Telefon koppeln",
  "phones.scanIt": "Scannen Sie dies vor {time} mit dem Telefon. Es wird einmal gezeigt.",
  "phones.paired": "Gekoppelt",
  "phones.none": "Kein Telefon",
  "phones.forget": "Herausnehmen",
  "phones.forgetOf": "Das Telefon von {name} herausnehmen",
  "phones.mayNot": "Ihre Rolle gibt nichts frei, daher gibt es kein Telefon zu koppeln.",
  "approval.way": "Wie freigegeben wird",
  "approval.byPin": "An dieser Kasse",
  "approval.byCode": "Mit dem Telefon",
  "approval.howCode":
    "Lassen Sie dies scannen oder lesen Sie es vor. Tippen Sie dann den Code, den das Telefon zeigt.",
  "approval.scanIt": "Was das Telefon wissen muss",
  "approval.tell": "Diese Kasse fragt nach:",
  "approval.until": "Gilt bis {time}.",
  "approval.newNumber": "Neue Nummer",
  "approval.code": "Code vom Telefon",
  "approval.noPhones":
    "Niemand, der dies freigeben darf, hat ein Telefon gekoppelt. Einstellungen, Telefone.",
  "approve.title": "Aus der Ferne freigeben",
  "approve.notPaired":
    "Dieses Telefon ist nicht gekoppelt. Melden Sie sich an einer Kasse an, öffnen Sie Einstellungen, Telefone, drücken Sie Mein Telefon koppeln und scannen Sie, was sie zeigt.",
  "approve.pairHow":
    "Dieses Telefon gibt dann in Ihrem Namen frei. Sperren Sie es, wenn Sie es weglegen, und lassen Sie es an einer Kasse herausnehmen, wenn Sie es verlieren.",
  "approve.pairHere": "Dieses Telefon koppeln",
  "approve.till": "Kasse",
  "approve.tillUnknown": "Eine Kasse, die dieses Telefon nicht kennt",
  "approve.what": "Wofür",
  "approve.amount": "Betrag",
  "approve.share": "Prozent",
  "approve.ifRead": "Leer lassen, wenn keiner vorgelesen wird.",
  "approve.number": "Nummer an der Kasse",
  "approve.before": "Fragen Sie, wer es ist und warum, bevor Sie den Code zeigen.",
  "approve.show": "Code zeigen",
  "approve.readOut": "Lesen Sie ihn vor. Er lässt nur dies zu, einmal, innerhalb von zehn Minuten.",
  "approve.another": "Etwas anderes",
  "approve.typeIn":
    "Tippen Sie ein, was Ihnen vorgelesen wird, oder scannen Sie den Code auf dem Bildschirm der Kasse mit der Kamera.",
  "approve.look": "Ansehen",
  "approve.delete": "Von diesem Telefon löschen",
};
