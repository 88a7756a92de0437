/** Refusals in Italian: one line a code, "code | what happened | what to press". */
import { refusalMessages } from "../refusal-words.ts";

export const refusals = refusalMessages(`
id-malformed | Il testo non è un identificativo di questo programma. | Riapra l’elemento dal suo elenco.
clock-malformed | L’ora arrivata con i dati non si può leggere. | Qui non c’è nulla da fare; va controllato il programma di chi ha inviato.
canonical-number | I dati contengono un numero non intero o troppo grande. | Qui non c’è nulla da fare; va controllato il programma di chi ha inviato.
canonical-value | I dati contengono qualcosa che non si può scrivere. | Qui non c’è nulla da fare; va controllato il programma di chi ha inviato.
canonical-depth | I dati sono annidati troppo a fondo. | Qui non c’è nulla da fare; va controllato il programma di chi ha inviato.
seal-broken | I dati protetti non si aprono: altra chiave, o sono stati alterati. | Prosegua senza e avvisi il responsabile; il server forse li ha ancora.
too-many-lines | Il carrello ha più righe di quante stiano in una vendita. | Concluda questa vendita e batta il resto in una seconda.
basket-malformed | Il carrello non si può leggere: una parte manca o è doppia. | Inizi un carrello nuovo e riscansioni la merce.
setting-missing | Su questa cassa manca un’impostazione del negozio. | Attenda che la cassa sia stata collegata; dica alla sede quale impostazione è.
tax-category-unknown | Non è stabilito quali imposte porta qui questo prodotto. | Lo venda con un reparto e avvisi la sede.
price-missing | Il prodotto non ha un prezzo nei listini del negozio. | Scriva un prezzo con un motivo, o lo venda con un reparto.
quantity-invalid | La quantità non è sopra lo zero. | Scriva almeno uno, o tolga la riga.
quantity-not-whole | Questo prodotto si vende a pezzi interi. | Scriva un numero intero di pezzi.
quantity-one-only | Una riga di una carta o di un carrello da parte conta una volta sola. | Aggiungerla di nuovo come riga a sé, con il suo numero e importo.
product-blocked | Il prodotto non va venduto: è stato richiamato o la vendita è ferma. | Metta da parte la merce e avvisi il responsabile.
unit-unknown | Il prodotto non si vende in questa unità. | Scelga una delle sue unità.
price-needed | Questo prodotto non ha un prezzo suo. | Scriva il prezzo di un’unità.
reference-needed | Non è detto per quale carta o ordine è questa riga. | Scansioni o scriva il numero della carta o dell’ordine.
serial-needed | Manca un numero di serie per questo prodotto. | Scansioni il numero di serie di ogni pezzo.
serial-duplicate | Il numero di serie è già nel carrello. | Scansioni l’altro pezzo.
coupon-there | Il codice è già nel carrello. | Nulla da fare; conta una volta.
coupon-malformed | Il codice è vuoto o troppo lungo. | Scansioni o scriva di nuovo il codice.
discount-invalid | Lo sconto o il prezzo non è possibile per questa riga. | Scriva da 0,01 a 100 per cento, o un importo fino al prezzo.
needs-approval | Questo supera ciò che può fare da solo. | Chieda a chi può autorizzare di scrivere qui il suo PIN.
staff-buyer-is-cashier | Nessuno può battere il proprio acquisto. | Lasci che un collega acceda e lo batta.
staff-limit-reached | Il limite annuo degli acquisti del personale è esaurito. | Tolga l’acquisto del personale; al prezzo normale si può.
restriction-open | Alla domanda sull’età per questo prodotto non si è risposto. | Controlli l’età del cliente e risponda alla domanda.
restriction-refused | Il cliente non può comprare questo prodotto. | Tolga il prodotto dal carrello.
restriction-hours | Questo prodotto non si può vendere a quest’ora. | Tolga il prodotto dal carrello.
restriction-quantity | È più di questo prodotto di quanto un cliente possa comprare. | Riduca la quantità.
restriction-cashier | Lei non può vendere questo prodotto. | Chieda di accedere a un collega che può venderlo.
exemption-needs-certificate | Un’esenzione richiede il numero del suo certificato. | Scriva il numero del certificato.
journal-in-use | Un altro Keepshop su questo computer ha già aperto il giornale di questa cassa. | Usi la finestra già aperta, o la chiuda e ricominci.
journal-damaged | Il file del giornale non si può leggere: il disco o un altro programma l’ha danneggiato. | Non cancelli nulla. Copi la cartella dei dati su un altro disco, poi ripristini l’ultima copia o chieda assistenza; ciò che il server ha confermato è al sicuro lì.
journal-altered | Una registrazione del giornale è stata cambiata, tolta o spostata. | Non venda su questa cassa. Copi la cartella dei dati e chiami il titolare; la posizione dice quale registrazione.
journal-missing | Il giornale di questa cassa è sparito, ma ci sono ancora file suoi. | Rimetta il file al suo posto, o dalla copia. Keepshop non ne inizia uno vuoto sopra.
journal-foreign | Il file indicato non è un giornale di Keepshop. | Controlli la cartella dei dati. Il file è rimasto com’era.
journal-newer | Il giornale è stato scritto da un Keepshop più nuovo. | Installi di nuovo il Keepshop più nuovo. Le registrazioni sono al sicuro.
journal-sqlite-version | Questa versione porta un SQLite che può perdere dati. | Installi una versione supportata. Le registrazioni sono al sicuro.
journal-unwritable | Nella cartella dei dati della cassa non si può scrivere. | Controlli il disco e i permessi di Keepshop, poi ricominci.
disk-full | Il disco di questa cassa è pieno: non si può salvare nulla di nuovo. | Tutto il fatto è conservato. Liberi spazio; la vendita riprende da sola.
disk-failing | Il disco non ha accettato la registrazione e non si sa se è rimasta. | Riavvii la cassa: rilegge il giornale e mostra se l’ultima operazione c’è. Non la ripeta prima.
hand-over-unreadable | Il file di consegna non si apre con questa frase, o non è intero. | Controlli la frase e ricopi il file. Non è stato importato nulla.
hand-over-altered | Una registrazione del file di consegna non porta il proprio sigillo. | Esporti di nuovo il file dalla sua cassa. Non è stato importato nulla.
amount-malformed | L’importo non è un numero. | Scriva l’importo con cifre e un segno decimale.
amount-too-fine | L’importo ha più decimali della valuta. | Scriva l’importo con i decimali della valuta.
amount-unsafe | L’importo non è intero o è troppo grande. | Controlli l’importo e lo riscriva.
currency-unknown | Questa valuta non è in ISO 4217. | Scelga una valuta dell’elenco.
decimal-malformed | La cifra non è un numero decimale. | La riscriva con cifre e un punto.
decimal-too-long | Il numero ha troppe cifre. | Lo riscriva con meno cifre.
quantity-malformed | La quantità non è un numero. | Scriva o pesi di nuovo la quantità.
quantity-too-fine | La quantità ha più di tre decimali. | La scriva con tre decimali al massimo.
quantity-too-large | La quantità è più grande di quanto stia in una riga. | La controlli; forse vi è entrato un codice a barre.
weights-invalid | La somma non si può dividere: mancano le parti, o una è negativa. | Controlli su che cosa si divide la somma.
order-step-impossible | L’ordine non può fare questo passo da dove si trova. | Guardi lo stato dell’ordine e scelga il passo seguente.
promise-no-source | Nessun luogo noto ha questo prodotto. | Offra un altro prodotto, o lo ordini per il cliente.
promise-needs-address | Non è detto dove va la merce. | Prenda l’indirizzo del cliente, o faccia ritirare qui.
amount-negative | Un prezzo o sconto è sotto lo zero. | Lo scriva senza il meno; per rendere denaro faccia un reso.
currency-mixed | La riga è in un’altra valuta rispetto al carrello. | Tolga la riga e la batta nella valuta del carrello.
discount-malformed | Lo sconto non ha né percentuale né importo. | Scriva una percentuale sopra lo zero, o un importo.
line-duplicate | Due righe hanno lo stesso identificativo. | Parcheggi il carrello e lo riprenda.
lines-too-many | Il carrello ha più righe di quante ne regga una cassa. | Concluda questa vendita e ne inizi un’altra.
quantity-not-positive | La quantità è zero o meno. | Scriva una quantità sopra lo zero; per riprendere merce faccia un reso.
price-above-rail | Il prezzo è più alto di quanto il negozio o la persona possa fissare. | Scriva un prezzo fino al limite indicato, o chieda alla sede di allargarlo.
price-below-floor | Il prezzo è sotto il minimo del prodotto. | Scriva un prezzo dal minimo indicato in su.
price-below-rail | Il prezzo è più basso di quanto il negozio o la persona possa fissare. | Scriva un prezzo dal limite indicato in su, o chieda alla sede di allargarlo.
price-outside-window | Il prezzo varrebbe fuori dal tempo permesso dalla sede. | Scelga inizio e fine nel tempo indicato.
price-reason-unknown | Il motivo del prezzo a mano non è nell’elenco. | Scelga un motivo dell’elenco.
price-too-long | Il prezzo varrebbe più a lungo di quanto la sede permetta. | Scelga una fine più vicina.
price-window-invalid | Il prezzo finirebbe prima di iniziare. | Corregga l’inizio o la fine.
prices-overlap | Due prezzi dello stesso listino varrebbero insieme. | Faccia finire il prezzo di prima quando inizia il nuovo.
bundle-circular | La confezione contiene sé stessa. | La tolga dai suoi articoli.
bundle-unknown | La confezione ne nomina un’altra che non c’è. | Scelga una confezione esistente o elenchi i suoi articoli.
offer-amount-invalid | Un importo dell’offerta è negativo o non è intero. | Corregga l’importo.
offer-duplicate | Due offerte hanno lo stesso identificativo. | Ne dia un altro a una delle due.
offer-kind-unknown | L’offerta fa qualcosa che questa versione non conosce. | Aggiorni questa cassa, o scelga un altro tipo di offerta.
offer-percent-invalid | La percentuale dell’offerta non è sopra lo zero. | Corregga la percentuale.
offer-quantity-invalid | Una quantità dell’offerta non è un intero sopra lo zero. | Corregga la quantità.
offer-selection-empty | L’offerta non sceglie nulla: un elenco è vuoto o una fascia di prezzo è rovesciata. | Corregga ciò che l’offerta sceglie.
offer-window-invalid | Il tempo dell’offerta è impossibile. | Corregga le date, i giorni o le ore.
offer-without-effect | L’offerta non può mai togliere nulla. | Le dia un valore, o la tolga.
replica-damaged | La copia dei dati del server su questa cassa non si può leggere. | Nulla da fare: Keepshop li chiede di nuovo. Le vendite di questa cassa sono nel suo giornale.
replica-layout | La copia dei dati è di un’altra versione di Keepshop. | Nulla da fare: Keepshop la chiede di nuovo accanto alla vecchia.
replica-in-use | Un altro Keepshop su questo computer ha aperto i dati di questa cassa. | Usi la finestra già aperta, o la chiuda e ricominci.
replica-unwritable | La copia dei dati del server non si può scrivere. | Controlli che il disco ci sia e abbia spazio. Le vendite di questa cassa sono nel suo giornale.
image-damaged | Il file che riempie questa cassa non è arrivato intero. | Nulla da fare: Keepshop lo scarica di nuovo. La cassa lavora con ciò che ha.
return-exceeds-refundable | Si chiede più di quanto resta del venduto e pagato. | Riduca la quantità o l’importo; guardi ciò che è già stato rimborsato.
return-must-be-positive | La quantità o l’importo da rimborsare è zero o meno. | Scriva una quantità o un importo sopra lo zero.
return-nothing-to-refund | Non resta nulla da rimborsare, o non si è scelto nulla. | Scelga ciò che torna; se tutto è già rimborsato, dica al cliente quando.
return-unknown-target | La vendita non ha questa riga o spesa. | Scelga la riga dalla vendita.
return-sale-malformed | Le cifre della vendita non tornano: non se ne può rimborsare nulla. | Non rimborsi; chieda al responsabile di guardare la vendita.
empty-basket | Nel carrello non c’è nulla. | Scansioni prima qualcosa.
price-changed | Il carrello è cambiato dopo aver fissato i prezzi. | Guardi il nuovo totale e riapra il pagamento.
credit-shares-invalid | Le parti di chi ha venduto non fanno l’intero. | Divida di nuovo la vendita.
sale-unreadable | Questa vendita qui non si può ricalcolare. | La vendita vale com’è; chieda la spiegazione alla sede.
return-empty | Non si è scelto nulla da rendere. | Scelga almeno una riga e una quantità.
return-line-unknown | Questa riga non è sullo scontrino. | Scelga una riga dello scontrino.
return-exceeds-sold | Più del venduto, o di ciò che può ancora tornare. | Riduca la quantità a ciò che può ancora tornare.
return-window-over | Il tempo per i resi di questo scontrino è passato. | Un responsabile può ancora permetterlo.
return-above-cap | Senza scontrino è più di quanto si possa rendere. | Trovi lo scontrino, o chieda a un responsabile di permetterlo.
return-identity-needed | Senza scontrino serve il nome del cliente. | Trovi il cliente, o scriva ciò che dice il suo documento.
return-too-often | Questo cliente ha reso troppe cose senza scontrino questo mese. | Chieda a un responsabile di autorizzarlo.
return-price-unknown | Non si sa per quanto questo prodotto si possa rendere. | Scriva il prezzo, o trovi lo scontrino.
refund-tender-wrong | Il denaro non torna per la via da cui è venuto, o non al centesimo. | Lo renda com’è stato pagato, o come credito.
invoice-needs-buyer | Una fattura richiede nome e indirizzo di chi compra. | Scriva nome e indirizzo.
invoice-there | Per questa vendita c’è già una fattura. | La ristampi, o la annulli prima con una nota di credito.
invoice-missing | Per questa vendita non c’è una fattura a cui una nota di credito possa riferirsi. | Basta lo scontrino del reso. Se serve una fattura, la faccia prima dalla vendita.
credit-note-there | Per questo c’è già una nota di credito. | Dia al cliente quella nota di credito. Ciò che è accreditato una volta non si accredita di nuovo.
scan-empty | Il lettore non ha inviato nulla. | Scansioni di nuovo.
scan-garbled | Il lettore ha inviato segni che nessun codice contiene. | Scansioni di nuovo; se resta così, controlli la lingua di tastiera del lettore.
scan-too-long | Il lettore ha inviato più di quanto stia in un codice. | Scansioni di nuovo, un codice alla volta.
scan-symbology | Il lettore ha nominato un tipo di codice non usato nel commercio. | Scansioni l’altro codice del prodotto, o lo cerchi per nome.
gtin-length | Il numero non ha 8, 12, 13 o 14 cifre. | Scansioni di nuovo, o scriva le cifre sotto le barre.
gtin-not-numeric | Il numero del prodotto contiene altro che cifre. | Scansioni di nuovo, o scriva le cifre sotto le barre.
gtin-check-digit | La cifra di controllo è sbagliata: una cifra è stata letta o scritta male. | Scansioni di nuovo, o scriva le cifre sotto le barre.
measure-pattern | Il modello del negozio per la merce pesata non si può usare. | Chieda al responsabile di correggere il modello nelle impostazioni.
measure-no-match | Il codice non è un’etichetta di bilancia del negozio. | Cerchi il prodotto per nome.
measure-not-numeric | L’etichetta di bilancia contiene altro che cifre. | Scansioni di nuovo, o scriva le cifre sotto le barre.
measure-check-digit | La cifra di controllo dell’etichetta di bilancia è sbagliata. | Scansioni di nuovo, o ripesi e rietichetti.
gs1-too-long | Il codice contiene più di quanto stia in un simbolo. | Scansioni di nuovo.
gs1-form | Una parte del codice non inizia con il suo identificativo. | Scansioni di nuovo, o scriva le cifre sotto le barre.
gs1-unknown-identifier | Il codice contiene una parte che GS1 non conosce. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-empty | Una parte del codice è senza valore. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-length | Una parte del codice ha la lunghezza sbagliata. | Scansioni di nuovo; se resta così, cerchi il prodotto per nome.
gs1-character | Una parte del codice contiene un segno che lì non può stare. | Scansioni di nuovo; se resta così, cerchi il prodotto per nome.
gs1-check-digit | La cifra di controllo di un numero del codice è sbagliata. | Scansioni di nuovo; se resta così, cerchi il prodotto per nome.
gs1-date | Il codice contiene una data impossibile. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-time | Il codice contiene un’ora impossibile. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-country | Il codice non nomina un paese di ISO 3166. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-currency | Il codice non nomina una valuta di ISO 4217. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-iban | Il codice non contiene un IBAN valido. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
gs1-content | Una parte del codice viola la regola del suo identificativo. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-too-long | L’indirizzo è troppo lungo. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-character | L’indirizzo contiene un segno non ammesso. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-scheme | Il codice non è un indirizzo web. | Scansioni l’altro codice del prodotto, o lo cerchi per nome.
link-domain | L’indirizzo non nomina un dominio corretto. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-no-key | L’indirizzo non nomina un prodotto né un’altra chiave GS1. | Scansioni l’altro codice del prodotto; questo è per i telefoni dei clienti.
link-qualifier | L’indirizzo aggiunge una parte che non è della sua chiave. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-attribute | L’indirizzo dà come parametro ciò che va nel percorso. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-repeated | L’indirizzo dà una parte due volte. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
link-unknown-identifier | L’indirizzo contiene una parte che GS1 non conosce. | Cerchi il prodotto per nome e avvisi chi ha stampato l’etichetta.
client-card-malformed | La carta cliente è stata letta male. | Riscansioni la carta, o trovi il cliente per nome.
receipt-code-malformed | Il codice dello scontrino è stato letto male o alterato. | Scansioni di nuovo; se resta così, trovi la vendita per numero di scontrino.
receipt-code-version | Lo scontrino è di una versione più nuova della cassa. | Aggiorni questa cassa, o trovi la vendita per numero.
receipt-code-unknown-register | Lo scontrino è di una cassa che qui non è ancora nota. | Lasci che la cassa raggiunga il server, o trovi la vendita per numero.
receipt-code-too-large | La vendita è troppo grande per un codice sullo scontrino. | Nulla da fare: si stampa senza, e i resi trovano la vendita per numero.
receipt-code-signature | Il codice non è quello firmato dalla cassa: è stato alterato. | Non rimborsi con questo codice; trovi la vendita per numero.
server-database-in-use | Un altro server lavora già su questo file di dati. | Usi il server in funzione, o lo fermi e ricominci.
server-database-damaged | Il file di dati del server non si può leggere. | Non lo cancelli. Ripristini accanto l’ultima copia; le casse rimandano ciò che manca.
server-folder-unwritable | Il server non può scrivere nella cartella dei suoi dati. | Controlli la cartella e i permessi, poi ricominci.
server-sqlite-version | Questa versione porta un SQLite che può perdere dati. | Avvii il server con il Node che Keepshop porta con sé.
server-database-unreachable | Il server PostgreSQL non si raggiunge o non fa entrare questo server. | Controlli indirizzo, password e PostgreSQL, poi ricominci.
server-commit-not-durable | PostgreSQL risponde prima che i dati siano al sicuro sul disco. | Metta synchronous_commit su on (o remote_apply con riserva) e ricominci.
server-port-taken | Un altro programma usa già la porta del server. | Fermi l’altro programma, o scelga un’altra porta.
enrol-code-unknown | Questo codice di iscrizione non è noto, è già usato o ha più di dieci minuti. | Ne chieda uno nuovo alla sede, sotto Casse, e lo scriva entro dieci minuti.
enrol-malformed | La richiesta di iscrizione non è completa. | Aggiorni la cassa e la iscriva di nuovo.
row-malformed | Una riga di dati non ha la forma che la sua tabella chiede. | Corregga il campo indicato e salvi di nuovo. Nulla è cambiato.
quick-keys-unknown | Un tasto rapido porta a qualcosa che questo negozio non ha. | Tolga il tasto o scelga di nuovo articolo, categoria o cassa, poi salvi ancora.
quick-keys-in-training | Questa cassa è in esercitazione; i tasti rapidi valgono per tutte. | Termini l’esercitazione e salvi ancora. Quanto fatto è ancora sullo schermo.
server-master-key | La chiave che protegge i dati dei clienti non ha 64 cifre esadecimali. | Ridia al server la chiave che aveva; senza di essa quei dati non si leggono.
server-retention | La conservazione non è un numero intero di giorni da 36 a 36.500. | Corregga KEEPSHOP_RETENTION_DAYS o lo tolga (90 giorni), poi riavvii.
price-book-unknown | Questo listino non c’è. | Scelga un listino dell’elenco.
malformed-entry | Il server non ha potuto leggere ciò che questa cassa ha inviato. | Resta com’è arrivato, qui e sul server. Avvisi la sede; continui a vendere.
offer-unknown | Questa offerta non c’è. | Riguardi l’elenco delle offerte; forse qualcuno l’ha tolta.
offer-outside-rail | L’offerta toglie più del limite fissato. | Riduca lo sconto, o faccia prima cambiare il limite.
secrets-unprotected | Questo computer non offre un posto protetto per le chiavi della cassa. | Attivi il portachiavi del sistema, o il titolare accetti per iscritto che siano aperte.
secrets-unreadable | Le chiavi della cassa non si leggono con il portachiavi di questo utente. | Acceda come utente della cassa, o la iscriva di nuovo. Le vendite restano su questo disco.
update-shift-open | Un aggiornamento è pronto, ma il turno è aperto. | Continui a vendere. Si installa dopo la chiusura.
update-busy | Un aggiornamento è pronto, ma la cassa è in uso. | Continui. Si installa quando la cassa resta ferma un po’.
update-unsent | Un aggiornamento è pronto, ma alcune vendite non sono ancora al server. | Lasci la cassa collegata finché tutto è inviato; poi si installa.
update-not-newer | La versione offerta non è più nuova di quella in uso. | Nulla da fare. Keepshop non torna mai indietro da solo.
setup-owner-exists | Questo negozio ha già un titolare. | Acceda con nome e PIN del titolare per continuare.
setup-not-from-till | Un primo negozio si prepara a una delle sue casse. | Apra lo schermo alla cassa e cominci lì.
setup-name-taken | C’è già qualcuno con questo nome. | Aggiunga una lettera del cognome.
setup-not-ready | Mancano nome, indirizzo e valuta del negozio. | Compili prima quel passo; il resto può aspettare.
setup-tax-in-use | Alcuni articoli hanno ancora l’aliquota tolta. | Dia loro prima un’altra aliquota o la lasci in elenco.
setup-tax-twice | Due aliquote hanno la stessa lettera. | Ne dia una a ciascuna: compare sullo scontrino.
import-unknown | Questo file non è più noto qui. | Lo scelga di nuovo. Nulla è cambiato.
import-too-large | Il file supera 8 MB. | Salvi solo gli articoli, senza immagini, o in due file.
import-too-many-rows | Il file ha più di 20.000 righe o 200 colonne. | Lo divida e importi uno dopo l’altro.
import-not-a-table | Non è una tabella di articoli leggibile. | La salvi come CSV (UTF-8) o XLSX con i titoli nella prima riga.
import-not-text | I caratteri di questo file non si leggono. | Lo salvi come CSV UTF-8 e lo scelga di nuovo.
import-hostile | Il file è fatto come nessun foglio lo fa e non è stato aperto. | Copi le righe in un nuovo foglio e lo salvi come XLSX.
import-not-mapped | Nessuna colonna dice il nome o il prezzo. | Scelga le colonne di nome e prezzo.
import-busy | Questo file è in elaborazione. | Aspetti che il conteggio si fermi e poi guardi.
floor-port-taken | Un altro programma usa l’indirizzo dei tablet. | Lo chiuda o riavvii il computer e riattivi.
floor-closed | Questa cassa ora non ammette tablet. | Prima attivi, poi aggiunga il dispositivo.
floor-unknown | Questo dispositivo non è più di questa cassa. | Nient’altro da fare: non può entrare.
email-malformed | Non è un indirizzo e-mail. | Lo chieda di nuovo; è come nome@esempio.it.
shift-closed | Nessun turno è aperto. | Conti il fondo e apra il turno.
count-missing | Il cassetto non è stato contato. | Conti il cassetto prima di chiudere.
count-malformed | Il conteggio ha un numero impossibile. | Conti di nuovo; ogni campo è un numero di monete o banconote.
difference-needs-reason | Il conteggio differisce più del limite. | Conti di nuovo, o scelga un motivo.
movement-invalid | L’importo o il verso non va bene per questo movimento di cassa. | Controlli l’importo e il tipo di movimento.
drawer-short | Nel cassetto c’è meno di quanto si vuole togliere. | Controlli l’importo.
movement-unknown | Questa ricevuta qui non c’è più. | Guardi l’elenco della giornata in sede.
drawer-same-person | Questa persona ha già il cassetto. | Scelga chi lo prende.
drawer-of-another | Questo cassetto è di un’altra persona. | Consegni il cassetto contato, o incassi in altro modo che in contanti.
bag-number-missing | La busta non ha numero. | Scriva il numero stampato sulla busta.
bag-number-used | Una busta con questo numero è qui o in viaggio. | Guardi di nuovo il numero della busta.
bag-unknown | Questa busta qui non è nota. | Guardi di nuovo l’elenco; forse ha risposto un’altra cassa.
bag-moved-on | Questa busta non può più fare quel passo. | Guardi a che punto è; niente è cambiato.
stock-lines-missing | Non è stato messo alcun prodotto. | Scansioni almeno un prodotto.
stock-quantity-invalid | Una quantità non può essere giusta. | Controlli la quantità segnata.
place-unknown | Questo luogo non è della catena. | Scelga un luogo dell’elenco.
tax-duplicate | La stessa imposta c’è due volte. | Ne tolga una dalle impostazioni o dal prodotto.
tax-increment-invalid | Il passo di arrotondamento dell’imposta non è un intero sopra lo zero. | Corregga il passo nelle regole d’imposta del negozio.
tax-kind-unknown | Questa versione non conosce questo tipo di imposta. | Aggiorni la cassa, o corregga le impostazioni.
tax-rate-impossible | Le aliquote della riga non lasciano un prezzo senza imposta. | Corregga le aliquote: insieme non oltre 100.
tax-rate-malformed | L’aliquota o l’importo dell’imposta non è un numero. | Corregga l’aliquota nelle impostazioni.
tax-unknown | La riga nomina un’imposta che non è nelle impostazioni. | Scelga per il prodotto un’imposta dell’elenco.
short-tender | È stato pagato meno del dovuto. | Prenda il resto, o aggiunga un altro modo di pagare.
tender-amount-invalid | L’importo non è sopra lo zero. | Riscriva l’importo.
round-up-nothing | Non c’è nulla da arrotondare. | Incassi l’importo così com’è.
tender-exceeds-due | Più del dovuto si prende solo in contanti. | Prenda esattamente il dovuto; il resto si dà solo sui contanti.
nothing-due | Non resta nulla da pagare. | Concluda la vendita.
tender-unknown | Questo pagamento non è più di questa vendita. | Guardi i pagamenti e scelga di nuovo.
tender-needs-reference | Questo modo di pagare richiede un numero: del buono, della ricevuta o della carta. | Scriva il numero.
tender-not-refundable | Così non si può rendere denaro. | Scelga un altro modo di renderlo.
tender-needs-reversal | La carta è già stata addebitata. | Storni prima l’addebito al terminale; poi il pagamento va via.
card-declined | La carta non è stata addebitata. | Riprovi la carta, o prenda un altro modo di pagare.
terminal-not-here | Nessun terminale risponde a questa cassa. | Controlli il terminale e il cavo, o prenda un altro modo di pagare.
stored-forward-limit | La banca non si può interpellare e questo pagamento con carta supera il limite previsto. | Prenda con la carta quanto resta e il resto in altro modo, o tutto in altro modo.
foreign-rate-missing | Non c’è un cambio valido per questa valuta. | Prenda la valuta del negozio.
client-needed | Serve un cliente conosciuto per nome. | Trovi il cliente per telefono o nome, o ne crei uno.
till-not-enrolled | Questa cassa non appartiene ancora a un negozio. | Chieda un codice di iscrizione alla sede, sotto Casse, e avvii la cassa con quello.
till-server-unreachable | Il server non si raggiunge; la cassa non si è potuta iscrivere. | Controlli la rete e l’indirizzo, poi ricominci. Il codice non è stato usato.
till-server-nonsense | Ciò che risponde a quell’indirizzo non è un server Keepshop. | Controlli l’indirizzo. Su questa cassa nulla è cambiato.
till-folder-unwritable | La cartella dei dati non si può creare o scrivere. | Scelga una cartella in cui questo utente possa scrivere, o ne chieda il permesso.
scan-unused | Questa pagina non riceve codici. | Nulla è cambiato. Apra la cassa con F2 e scansioni di nuovo.
till-unreachable | La cassa non ha risposto. | Ciò che era salvato è al sicuro. Attenda che questa pagina si ricolleghi, poi guardi il carrello prima di premere ancora.
product-unknown | Nessun prodotto del negozio ha questo codice. | Il carrello è com’era. Scansioni di nuovo, o scriva il nome nella ricerca.
variant-not-chosen | Questo prodotto si vende in taglie o colori, e non ne è stato scelto nessuno. | Il carrello è com’era. Cerchi il prodotto per nome e scelga la taglia o il colore.
line-unknown | Questa riga non è più nel carrello. | Guardi il carrello com’è ora; nulla è cambiato.
payment-open | Un pagamento con carta di questo carrello non è ancora deciso. | Guardi il terminale e prema ciò che dice: addebitato, o non addebitato.
shift-open | Il cassetto di questa cassa è già aperto. | Continui a vendere; lo chiuda prima per riaprirlo.
not-signed-in | Nessuno ha fatto accesso a questa cassa. | Acceda con PIN o badge. Il carrello è conservato.
not-allowed | Il suo ruolo non lo permette. | Chieda a chi può di autorizzarlo a questa cassa.
approval-not-for-this | L’autorizzazione era per altro, o è già stata usata. | Chieda di nuovo l’autorizzazione.
approval-code-wrong | Il codice non è giusto. | Rilegga il numero e scriva il codice che il telefono mostra.
approval-code-over | Questo numero è già usato, troppo vecchio o era per altro. | Prema Nuovo numero e chieda il suo codice. Nulla è cambiato.
approval-phone-unknown | Nessun telefono di questa persona può approvare ora a questa cassa. | Chieda il PIN o il badge, o colleghi una volta questa cassa.
wrong-pin | Il PIN non è giusto. | Riscriva il PIN.
locked-out | Troppi PIN sbagliati di seguito. | Attenda l’ora indicata, o acceda con un badge.
not-here | Questa persona non lavora, o non più, in questo negozio. | Scelga un’altra persona, o la faccia aggiungere dalla sede.
badge-unknown | Questo badge qui non è noto. | Acceda con il PIN.
badge-expired | Questo badge non è rinnovato da troppo tempo. | Acceda con il PIN, o colleghi una volta questa cassa.
still-filling | Questa cassa sta ancora ricevendo i suoi dati. | Attenda un momento; l’avanzamento si vede. Ciò che è arrivato si può vendere.
client-unknown | Questo cliente qui non è noto. | Cerchi per nome o telefono, o ne crei uno.
sale-unknown | Questa vendita non è su questa cassa né nei dati del server. | Cerchi per giorno, importo o cliente.
basket-unknown | Questo carrello parcheggiato non c’è più. | Guardi l’elenco; forse l’ha preso un’altra cassa.
basket-not-empty | Nel carrello c’è già qualcosa. | Prima concluda, parcheggi o butti questo carrello.
nothing-to-undo | Non è stato tolto nulla che possa tornare. | Lo scansioni o lo cerchi di nuovo.
basket-being-paid | Il carrello si sta pagando e intanto non cambia. | Finisca di pagare, o torni prima al carrello.
not-being-paid | Il carrello non si sta pagando. | Prema prima Paga.
tender-not-here | Questo modo di pagare non è impostato su questa cassa. | Scelga un altro modo di pagare.
payment-unknown-id | Questo pagamento aperto non c’è. | Guardi nel pagamento che cosa è ancora aperto.
promise-not-possible | Questo prodotto ora non si può promettere da lì. | Scelga un altro luogo, o offra qualcosa di simile.
no-shift | Su questo cassetto nessun turno è aperto. | Apra prima il turno con il suo fondo.
needs-connection | Serve il server, e la cassa non è collegata. | Riprovi quando la spia è verde. Una bozza è conservata.
not-demo | Questo c’è solo nella dimostrazione. | Nulla da fare.
cards-waiting | Pagamenti con carta tenuti dal terminale di questa cassa attendono ancora la banca. | Li invii prima, o dica che cosa dice la banca: entrambi in «Da fare».
note-needed | Questa risposta chiede una parola: come, o perché. | La scriva e prema di nuovo.
work-unknown | Questo compito non c’è più. | Riguardi l’elenco; forse qualcuno l’ha finito.
order-unknown | Questo ordine non c’è più. | Riguardi l’elenco degli ordini.
device-unknown | Questo apparecchio non è impostato su questa cassa. | Lo imposti sotto Apparecchi.
device-address | L’indirizzo dell’apparecchio non si può leggere. | Lo scriva come tcp://192.168.1.50:9100 o serial:/dev/ttyUSB0, o scelga virtuale.
device-silent | L’apparecchio non risponde. | Controlli che sia acceso e collegato, poi lo provi di nuovo.
labels-none | Nessuno di questi prodotti ha un’etichetta da stampare. | Riguardi la lista; un prezzo può essere cambiato. Non è stato stampato nulla.
scale-missing | Questa cassa non ha una bilancia. | Scriva il peso, o configuri una bilancia in Impostazioni, Apparecchi.
scale-no-weight | La bilancia non ha dato alcun peso. | Appoggi solo la merce, la lasci ferma e pesi di nuovo. La riga è com’era.
line-not-weighed | Questo prodotto non si vende a peso. | Scriva quanti. La riga è com’era.
printer-not-ready | La stampante non risponde, o manca la carta. | Lo scontrino attende. Metta la carta o la accenda, poi stampi ciò che attende.
kiosk-port-taken | Un altro programma usa già la porta della cassa. | Fermi l’altro programma, o scelga un’altra porta. Niente è perso.
not-offered-yet | Questa parte di Keepshop non è ancora costruita. | Nulla è cambiato. Usi un’altra via.
balance-unknown | Questa carta o conto non è nota a questa cassa. | Controlli il numero; una carta nuova funziona appena la cassa si è collegata una volta.
balance-short | Sulla carta o sul conto c’è meno. | Prenda ciò che c’è, e il resto in altro modo.
balance-expired | La carta o il conto è scaduto. | Prenda un altro modo di pagare; la sede può prolungare.
gift-card-active | Questa carta regalo è già stata venduta: è attiva. | Scelga Ricarica, o prenda un’altra carta.
gift-card-not-active | Questa carta regalo non risulta attiva a questa cassa. | Controlli il numero; la venda come carta nuova se non è mai stata venduta.
value-limit-reached | Senza rete, oggi questa cassa non può prendere altro da carte e conti. | Prenda un altro modo di pagare, o attenda la rete.
points-invalid | Questo numero di punti non si può usare. | Usi un numero intero di punti che ci sono.
web-json-malformed | Ciò che è stato inviato non è JSON leggibile. | Invii un valore JSON con il tipo application/json.
web-body-too-large | Ciò che è stato inviato è più grande di quanto questo indirizzo prenda. | Invii meno alla volta; openapi.json dice i limiti.
web-content-type | Questo indirizzo non legge questo tipo di contenuto. | Invii JSON con il tipo application/json.
web-input-invalid | Un campo manca o contiene ciò che non può. | Corregga il campo indicato e invii di nuovo.
web-address-unknown | A questo indirizzo non c’è nulla. | Cerchi l’indirizzo in openapi.json.
web-too-many-requests | Da qui sono venute troppe richieste in poco tempo. | Attenda i secondi indicati, poi prosegua.
web-unavailable | Il server ora non può rispondere. | Riprovi tra un momento; nulla si fa due volte.
web-session-unknown | L’accesso qui non è noto, o è finito. | Acceda di nuovo. Il carrello è conservato.
web-link-unknown | Questo link è già usato, è troppo vecchio o non è nostro. | Ne chieda uno nuovo; vale una volta e quindici minuti.
web-mail-missing | Questo negozio non può inviare link: non ha un servizio di posta. | Ordini a una cassa, o chieda al negozio di collegare la posta.
web-product-unknown | Questo prodotto non c’è, o non più, in questo negozio. | Riguardi l’elenco dei prodotti.
web-stock-short | Di questo prodotto non ce n’è abbastanza per l’ordine. | Ordini meno, scelga un altro modo, o lo lasci.
web-total-changed | Il carrello dà un totale diverso da quello confermato. | Mostri il nuovo totale e confermi di nuovo.
web-key-reused | Questa chiave è stata usata per un altro ordine. | Invii di nuovo lo stesso ordine, o usi una chiave nuova.
web-key-missing | L’ordine non ha una chiave contro i doppi. | Invii l’intestazione Idempotency-Key, fatta una volta per questo ordine.
web-order-unknown | Questo cliente non ha questo ordine. | Guardi l’elenco degli ordini.
web-store-unknown | Questo negozio di ritiro non c’è. | Scelga un negozio dell’elenco.
web-shop-missing | Questa catena non ha un negozio web nelle impostazioni. | Faccia aggiungere dalla sede un negozio con il canale web.
hq-session-unknown | Nessuno è entrato in sede con questa sessione, o è finita. | Entri di nuovo in sede. Ciò che è scritto resta sullo schermo.
hq-sign-in-wrong | Il nome e il PIN non vanno insieme, o questa persona non può usare la sede. | Riscriva entrambi, con il negozio o la matricola se qualcuno ha lo stesso nome, o chieda a chi può entrare.
hq-locked-out | Troppi PIN sbagliati di seguito. | Attenda cinque minuti, poi acceda di nuovo.
hq-offer-reused | Questa richiesta è già stata usata per un’altra offerta. | Apra l’elenco delle offerte; pubblichi di nuovo per un’altra.
hq-sale-unknown | Questa vendita non esiste nei suoi negozi. | Controlli numero e giorno sullo scontrino. Una vendita appena fatta può essere ancora in arrivo.
hq-catalogue-not-kept | I prezzi e le offerte di allora non sono conservati nella storia di questo server. | La vendita resta com’è; una cassa di quel negozio mostra come si è formato il prezzo.
fiscal-span-invalid | Non sono due giorni, o il secondo viene prima del primo. | Scelga di nuovo il primo e l’ultimo giorno. Non è stato scritto nulla.
fiscal-nothing | In quei giorni non è stato fatto nulla; non c’è nulla da archiviare. | Scelga altri giorni. Non è stato scritto nulla.
fiscal-running | A questa cassa si sta già facendo un archivio. | Attenda che sia finito; la vendita continua.
fiscal-in-training | Questa cassa è in prova, e le prove non fanno parte delle registrazioni. | Termini la prova e richieda l’archivio.
fiscal-stopped | La cassa è stata chiusa prima della fine dell’archivio. | Richieda l’archivio; le registrazioni sono intere.
fiscal-folder-unwritable | L’archivio non si è potuto scrivere: la cartella manca, è chiusa o piena. | Faccia spazio o scelga un’altra cartella e riprovi. Le registrazioni sono al sicuro.
nothing-unsent | Tutto ciò che questa cassa ha fatto è arrivato al server. | Non c’è nulla da consegnare.
entries-unsent | Alcune operazioni di questa cassa non sono ancora al server. | Colleghi la cassa e attenda che tutto sia confermato, o le esporti in Impostazioni, Consegna, e le riprenda prima a un’altra cassa. Nulla è cambiato.
hand-over-folder | Il file non si può scrivere in questa cartella. | Scelga una cartella esistente e scrivibile, o reinserisca la chiavetta. Nulla è cambiato; le vendite sono al sicuro.
hand-over-own | Questo file viene da questa stessa cassa. | Lo porti a un’altra cassa del negozio. Nulla è cambiato.
hold-closed | Questo preventivo o acconto è già venduto o annullato. | Guardi la sua storia; ribatta la merce se è di nuovo voluta.
hold-expired | I prezzi di questo preventivo non valgono più. | Batta la merce ai prezzi di oggi.
hold-fixed | Un carrello riservato si vende com’è stato riservato. | Lo rimetta, e batta il resto in una vendita a parte.
hold-needs-client | Un acconto appartiene a un cliente, e nel carrello non ce n’è. | Trovi o crei prima il cliente.
hold-not-set-up | Questo negozio non ha condizioni per preventivi e acconti. | Chieda alla sede di fissarle nelle regole del negozio.
hold-payment-invalid | Questo importo non si può anticipare: meno del primo versamento, o più di quanto resta. | Prenda un importo tra i due indicati.
hold-unknown | Con questo numero qui non è noto alcun preventivo o acconto. | Controlli il numero, o attenda che questa cassa si aggiorni.
client-has-orders | Questo cliente ha ordini non conclusi. | Prima li concluda o li annulli, altrimenti la merce non potrebbe essere consegnata. Non è stato cancellato nulla.
request-reused | Questa richiesta ha già impostato altro. | Riapra la schermata, guardi che cosa vale e lo imposti di nuovo. Nulla è cambiato.
setup-owner-exists | Questo negozio ha già un titolare. | Acceda con nome e PIN del titolare per riprendere da dove era.
setup-not-from-till | Un primo negozio si imposta a una delle sue casse. | Apra la console alla cassa e cominci lì.
setup-name-taken | Qui c’è già qualcuno con questo nome. | Aggiunga una lettera del cognome per distinguerli.
setup-not-ready | Il negozio non ha ancora nome, indirizzo e valuta. | Compili prima quel passo; il resto può attendere.
setup-tax-in-use | Alcuni prodotti hanno ancora l’aliquota tolta. | Dia loro prima un’altra aliquota, o la lasci nell’elenco.
setup-tax-twice | Due aliquote hanno la stessa lettera. | Dia a ciascuna la sua: sta accanto alla riga sullo scontrino.
import-unknown | Questo file qui non è più noto. | Lo scelga di nuovo. Nulla è cambiato.
import-too-large | Il file supera 8 MB. | Salvi solo i prodotti, senza immagini, o in due file.
import-too-many-rows | Il file ha più di 20.000 righe o 200 colonne. | Lo divida in più file e li importi uno dopo l’altro.
import-not-a-table | Non è una tabella di prodotti leggibile. | La salvi come CSV (UTF-8) o XLSX, con i titoli nella prima riga.
import-not-text | Le lettere di questo file non si leggono. | Lo salvi come CSV UTF-8 e lo scelga di nuovo.
import-hostile | Questo file è fatto come nessun foglio di calcolo lo fa; non è stato aperto. | Copi le righe in un foglio nuovo, lo salvi come XLSX e lo scelga.
import-not-mapped | Nessuna colonna dice come si chiamano i prodotti o quanto costano. | Scelga sopra la tabella le colonne di nome e prezzo.
import-busy | Questo file si sta importando o ritirando ora. | Attenda che il contatore si fermi, poi riguardi.
product-vanished | La sede ha tolto dal negozio un prodotto di questo carrello. | Prema Togli e prosegua con il resto. Nulla è pagato e nulla è perso.
line-not-department | Questa riga è stata venduta come prodotto, o è già unita a uno. | Scelga una riga venduta con un reparto.
tax-free-declined | Il gestore non emette un modulo esentasse per questa vendita. | Dica al viaggiatore perché; la vendita vale com’è.
tax-free-done | Per questa vendita è già stato emesso un modulo esentasse. | Lo ristampi; ce n’è uno per vendita.
tax-free-not-offered | Nulla in questa vendita si può comprare qui esentasse. | Lo dica al viaggiatore; serve merce tassata e portata via.
tax-free-not-traveller | Chi abita qui paga qui l’imposta. | Controlli il paese; l’esenzione è solo per i visitatori.
tax-free-too-little | La merce non arriva al minimo per l’esenzione. | Dica da quale importo è possibile.
client-has-orders | Questo cliente ha ordini non conclusi. | Li concluda o annulli prima, o la merce non si potrebbe consegnare. Non è stato cancellato nulla.
pairing-unknown | Questo codice è già usato, troppo vecchio o mai mostrato. | Ne faccia mostrare uno nuovo alla cassa in Impostazioni, Telefoni, e lo scansioni.
phone-unknown | Questo telefono non può più approvare. | Lo associ di nuovo alla cassa in Impostazioni, Telefoni, o cancelli ciò che contiene.
`);
