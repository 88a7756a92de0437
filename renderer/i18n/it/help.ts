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
  "help.signIn.a": "Prema il suo nome, scriva il PIN e prema Invio. O scansioni il badge.",
  "help.sell.q": "Come vendo qualcosa?",
  "help.sell.a":
    "Lo scansioni, qualunque cosa ci sia sullo schermo. Senza codice scriva parte del nome e prema Invio. Prema il nome di una riga per cambiare quantità, prezzo o nota.",
  "help.pay.q": "Come si paga?",
  "help.pay.a":
    "Prema F12. Prema ciò che è stato consegnato, o scriva un importo e prema un pagamento. Il resto rimane da pagare.",
  "help.wrong.q": "Qualcosa era sbagliato. E adesso?",
  "help.wrong.a":
    "Prima di pagare: prema ✕ sulla riga, o Ctrl+Z per rimetterla. Dopo: apra Vendite, scelga la vendita e prema Correggi.",
  "help.offline.q": "C’è scritto Senza rete. Posso continuare?",
  "help.offline.a":
    "Sì, come sempre. Ogni vendita è salvata qui e parte da sola quando torna il collegamento.",
  "help.find.q": "Come trovo una vendita?",
  "help.find.a":
    "Scansioni lo scontrino, o scriva un numero, un cliente, un prodotto, un importo o le ultime quattro cifre della carta.",
  "help.client.q": "Come trovo un cliente?",
  "help.client.a":
    "Scriva parte del nome, del telefono, dell’e-mail o della carta. Si trova anche un nome scritto male.",
  "help.drawer.q": "Come chiudo la giornata?",
  "help.drawer.a":
    "Prema Conta e chiudi, conti il cassetto e confermi. Dia un motivo se differisce, poi prema Chiudi e stampa la Z. Funziona anche senza rete.",
  "help.return.q": "Come riprendo qualcosa?",
  "help.return.a":
    "Scansioni lo scontrino o cerchi la vendita. Scelga che cosa torna e perché, guardi il rimborso e prema Rimborsa. La merce nel carrello viene scalata.",
  "help.stock.q": "Come conto o ricevo?",
  "help.stock.a":
    "Scelga Ricevi, Conta o Sposta e scansioni ogni pezzo; ogni scansione aggiunge uno. Intanto si può vendere.",
  "help.orders.q": "Che cosa faccio con un ordine?",
  "help.orders.a":
    "Prenda il primo: cerchi la merce, prema Preparato, poi Pronto. Prema Consegnato quando il cliente lo ha.",
  "help.work.q": "Perché qui c’è qualcosa?",
  "help.work.a":
    "È risultato diverso dopo, o qualcuno lo ha chiesto. È scritto che cosa vale intanto. Prema una risposta; si può ritirare.",
  "help.figures.q": "Quali vendite sono in queste cifre?",
  "help.figures.a":
    "Tutte quelle di questo negozio che sono arrivate, e quelle di questa cassa salvate solo qui.",
  "help.devices.q": "Come installo una stampante?",
  "help.devices.a":
    "Prema Aggiungi un apparecchio, scelga che cos’è e come è collegato, e stampi una prova. Resta impostato per questa cassa.",
  "work.waiting": "{count} da guardare",
} as const;
