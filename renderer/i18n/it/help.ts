/** Italian: what en-GB/help.ts says. */
export const help = {
  "nav.returns": "Resi",
  "nav.stock": "Giacenze",
  "nav.orders": "Ordini",
  "nav.work": "Da fare",
  "nav.settings": "Impostazioni",
  "palette.open": "Trova un’azione",
  "palette.title": "Che cosa vuole fare?",
  "palette.label": "Scriva qualche lettera",
  "palette.nothing": "Niente si chiama «{query}».",
  "palette.client": "Cerca un cliente",
  "palette.line": "Cambia l’ultima riga",
  "palette.park": "Parcheggia o riprendi un carrello",
  "palette.undo": "Rimetti ciò che è stato tolto",
  "help.open": "Aiuto",
  "help.title": "Aiuto per questa schermata",
  "help.keys": "Tasti",
  "help.escape": "Un passo indietro; il carrello resta",
  "help.signIn.q": "Come entro?",
  "help.signIn.a":
    "Prema il suo nome, scriva il PIN e prema [Enter] o {enter}. O scansioni il badge.",
  "help.sell.q": "Come vendo qualcosa?",
  "help.sell.a":
    "Lo scansioni, qualunque cosa ci sia sullo schermo. Senza codice prema [/], scriva parte del nome in {search} e prema [Enter]. Prema il nome di una riga per cambiare quantità, prezzo o nota.",
  "help.pay.q": "Come si paga?",
  "help.pay.a":
    "Prema {pay} o [F12]. Prema ciò che è stato consegnato, o scriva un importo e prema un pagamento. Il resto rimane da pagare.",
  "help.wrong.q": "Qualcosa era sbagliato. E adesso?",
  "help.wrong.a":
    "Prima di pagare: prema {remove} (✕) sulla riga; [Ctrl Z] la rimette. Dopo: prema [Ctrl L] per l’ultima vendita, o ne trovi un’altra in {sales}.",
  "help.correct.q": "Come correggo una vendita?",
  "help.correct.a":
    "Scelga la vendita e prema {correct}: altro pagamento, cliente o sconto dimenticato, o tutta la vendita annullata. Ciò che è stato resta scritto; la correzione si aggiunge.",
  "help.offline.q": "C’è scritto Senza rete. Posso continuare?",
  "help.offline.a":
    "Sì, come sempre. Ogni vendita è salvata qui e parte da sola quando torna il collegamento.",
  "help.find.q": "Come trovo una vendita?",
  "help.find.a":
    "Scansioni lo scontrino, o scriva un numero, un cliente, un prodotto o un importo. {more} chiede anche il giorno, il pagamento, le ultime quattro cifre della carta o un numero di serie.",
  "help.client.q": "Come trovo un cliente?",
  "help.client.a":
    "Scriva parte del nome, del telefono, dell’e-mail o della carta in {find}. Si trova anche un nome scritto male.",
  "help.drawer.q": "Come chiudo la giornata?",
  "help.drawer.a":
    "Prema {count}, conti il cassetto e confermi. Dia un motivo se differisce, poi prema {close}. Funziona anche senza rete.",
  "help.handOver.q": "Qualcun altro prende il cassetto. E adesso?",
  "help.handOver.a":
    "Prema {handOver}, conti e faccia firmare la persona che segue. La giornata continua.",
  "help.return.q": "Come riprendo qualcosa?",
  "help.return.a":
    "Scansioni lo scontrino o cerchi la vendita. Prema {all} o scelga che cosa torna, poi perché, guardi il rimborso e prema {payBack}. La merce nel carrello viene scalata.",
  "help.noReceipt.q": "Non c’è lo scontrino. E adesso?",
  "help.noReceipt.a":
    "Cerchi la vendita dal cliente, o prema {without} e scansioni la merce. Le regole del negozio dicono che cosa si può rendere.",
  "help.stock.q": "Come conto o ricevo?",
  "help.stock.a":
    "Scelga {receive}, {count} o {move} e scansioni ogni pezzo; ogni scansione aggiunge uno. Intanto si può vendere.",
  "help.orders.q": "Che cosa faccio con un ordine?",
  "help.orders.a":
    "Scelga il primo. Il pulsante grande in basso è il suo prossimo passo: cercare la merce, tenerla pronta, consegnarla.",
  "help.work.q": "Perché qui c’è qualcosa?",
  "help.work.a":
    "È risultato diverso dopo, o qualcuno lo ha chiesto. È scritto che cosa vale intanto. Prema una risposta; si può ritirare.",
  "help.figures.q": "Quali vendite sono in queste cifre?",
  "help.figures.a":
    "Tutte quelle di questo negozio che sono arrivate, e quelle di questa cassa salvate solo qui. {today} e {month} dicono di quali giorni.",
  "help.devices.q": "Come installo una stampante?",
  "help.devices.a":
    "Prema {add}, scelga che cos’è e come è collegata, e stampi una prova. Resta impostata per questa cassa.",
  "help.practise.q": "Posso provare?",
  "help.practise.a":
    "Sì: {training} comincia un esercizio in cui nulla è venduto, inviato o contato. Una guida mostra la prima vendita e il primo reso.",
  "work.waiting": "{count} da guardare",
} as const;
