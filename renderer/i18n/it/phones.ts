/** Italian: what en-GB/phones.ts says. */
export const phones = {
  "settings.tab.phones": "Telefoni",
  "phones.title": "Approvare con il telefono",
  "phones.how":
    "Chi può approvare associa qui il proprio telefono, una volta e con connessione. Poi risponde con un codice al numero di ogni cassa del negozio, anche se nessuno dei due ha connessione.",
  "phones.pin": "Il suo PIN",
  "phones.pair": "Associa il mio telefono",
  "phones.scanIt": "Scansioni questo con il telefono prima delle {time}. Si mostra una volta sola.",
  "phones.paired": "Associato",
  "phones.none": "Nessun telefono",
  "phones.forget": "Togli",
  "phones.forgetOf": "Togli il telefono di {name}",
  "phones.mayNot": "Il suo ruolo non approva nulla, quindi non c’è telefono da associare.",
  "approval.way": "Come si approva",
  "approval.byPin": "A questa cassa",
  "approval.byCode": "Con il telefono",
  "approval.howCode":
    "Lo faccia scansionare o lo legga ad alta voce. Poi scriva il codice che il telefono mostra.",
  "approval.scanIt": "Ciò che il telefono deve sapere",
  "approval.tell": "Questa cassa chiede:",
  "approval.until": "Vale fino alle {time}.",
  "approval.newNumber": "Nuovo numero",
  "approval.code": "Codice dal telefono",
  "approval.noPhones":
    "Nessuno che possa approvare ha associato un telefono. Impostazioni, Telefoni.",
  "approve.title": "Approvare a distanza",
  "approve.notPaired":
    "Questo telefono non è associato. Acceda a una cassa, apra Impostazioni, Telefoni, prema Associa il mio telefono e scansioni ciò che mostra.",
  "approve.pairHow":
    "Questo telefono approverà a suo nome. Lo blocchi quando lo posa e lo faccia togliere a una cassa se lo perde.",
  "approve.pairHere": "Associa questo telefono",
  "approve.till": "Cassa",
  "approve.tillUnknown": "Una cassa che questo telefono non conosce",
  "approve.what": "Per che cosa",
  "approve.amount": "Importo",
  "approve.share": "Percentuale",
  "approve.ifRead": "Lasci vuoto se non ne leggono.",
  "approve.number": "Numero alla cassa",
  "approve.before": "Chieda chi è e perché, prima di mostrare il codice.",
  "approve.show": "Mostra il codice",
  "approve.readOut":
    "Lo legga ad alta voce. Lascia passare solo questo, una volta, entro dieci minuti.",
  "approve.another": "Altro",
  "approve.typeIn":
    "Scriva ciò che le leggono, o scansioni con la fotocamera il codice sullo schermo della cassa.",
  "approve.look": "Guarda",
  "approve.delete": "Cancella da questo telefono",
};
