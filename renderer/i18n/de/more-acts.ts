/** What the console says of acts beyond the plain sale: set aside, cards, forms, sizes, corrections. */
export const moreActs = {
  "aside.tab": "Zurücklegen",
  "aside.title": "Angebote und Zurückgelegtes",
  "aside.empty":
    "Nichts ist zurückgelegt. Ein Korb wird unter „Mehr“ zurückgelegt: als Angebot, oder aufgehoben und in Raten bezahlt.",
  "aside.find": "Suchen nach Kunde, Nummer oder Ware",
  "aside.nobody": "Nichts Zurückgelegtes passt zu „{query}“.",
  "aside.choose":
    "Wählen Sie eins aus, um es zu verkaufen, eine Rate anzunehmen oder es aufzuheben.",
  "aside.kind.quote": "Angebot",
  "aside.kind.layaway": "Zurücklegen mit Anzahlung",
  "aside.how.quote": "Die Preise gelten eine Weile; die Ware bleibt im Regal.",
  "aside.how.layaway":
    "Die Ware wird für diesen Kunden aufgehoben, der in Raten zahlt. Im Korb muss ein Kunde stehen.",
  "aside.what": "Was wird aus dem Korb?",
  "aside.note": "Eine Notiz zum Wiederfinden (darf leer bleiben)",
  "aside.save": "Zurücklegen",
  "aside.done": "Zurückgelegt als {number}, bis {date}",
  "aside.first": "Die erste Rate beträgt mindestens {amount}.",
  "aside.takeFirst": "{amount} jetzt annehmen",
  "aside.until": "bis {date}",
  "aside.over": "galt bis {date}",
  "aside.ofTotal": "von {total}",
  "aside.paid": "Angezahlt",
  "aside.left": "Noch zu zahlen",
  "aside.sell": "Jetzt verkaufen",
  "aside.pay": "Rate annehmen",
  "aside.payHow":
    "Zwischen {least} und {most}. Der Betrag kommt in den Korb und wird dort bezahlt.",
  "aside.print": "Drucken",
  "aside.printed": "Der Beleg ist gedruckt.",
  "aside.waiting": "Der Beleg wartet auf den Drucker.",
  "aside.end": "Ohne Verkauf aufheben",
  "aside.endNothing": "Es wurde nichts gezahlt, also geht nichts zurück.",
  "aside.endTerms": "Das Geschäft behält {fee}; {refund} geht zurück.",
  "aside.endAndRefund": "Aufheben und {amount} zurückgeben",
  "aside.refundTo": "Wie geht das Geld zurück?",
} as const;
