/** Refusals in German: one line a code, "code | what happened | what to press". */
import { refusalMessages } from "../refusal-words.ts";

export const refusals = refusalMessages(`
id-malformed | Der Text ist keine Kennung dieses Produkts. | Öffnen Sie die Sache noch einmal aus ihrer Liste.
clock-malformed | Der Zeitstempel der Daten ist nicht lesbar. | Hier ist nichts zu tun; die Software des Absenders muss geprüft werden.
canonical-number | Die Daten enthalten eine Zahl, die nicht ganz oder zu groß ist. | Hier ist nichts zu tun; die Software des Absenders muss geprüft werden.
canonical-value | Die Daten enthalten etwas, das sich nicht aufschreiben lässt. | Hier ist nichts zu tun; die Software des Absenders muss geprüft werden.
canonical-depth | Die Daten sind zu tief verschachtelt. | Hier ist nichts zu tun; die Software des Absenders muss geprüft werden.
seal-broken | Die geschützten Daten lassen sich nicht öffnen: anderer Schlüssel oder verändert. | Machen Sie ohne sie weiter und sagen Sie es der Leitung; der Server hat sie vielleicht noch.
too-many-lines | Der Korb hat mehr Zeilen, als ein Verkauf fassen kann. | Schließen Sie diesen Verkauf ab und erfassen Sie den Rest als zweiten.
basket-malformed | Der Korb ist nicht lesbar: Ein Teil fehlt oder ist doppelt. | Beginnen Sie einen neuen Korb und scannen Sie die Ware noch einmal.
setting-missing | Eine Einstellung dieses Geschäfts fehlt an dieser Kasse. | Warten Sie, bis die Kasse verbunden war; nennen Sie der Zentrale die Einstellung.
tax-category-unknown | Es ist nicht festgelegt, welche Steuern dieser Artikel hier trägt. | Verkaufen Sie ihn über eine Warengruppe und melden Sie ihn der Zentrale.
price-missing | Der Artikel hat in den Preislisten dieses Geschäfts keinen Preis. | Tippen Sie einen Preis mit Grund oder verkaufen Sie ihn über eine Warengruppe.
quantity-invalid | Die Menge ist nicht größer als null. | Tippen Sie mindestens eins oder entfernen Sie die Zeile.
quantity-not-whole | Dieser Artikel wird in ganzen Stücken verkauft. | Tippen Sie eine ganze Stückzahl.
quantity-one-only | Eine Zeile zu einer Karte oder einem zurückgelegten Korb steht nur einmal. | Erfassen Sie sie noch einmal als eigene Zeile, mit eigener Nummer und eigenem Betrag.
product-blocked | Der Artikel darf nicht verkauft werden: zurückgerufen oder gesperrt. | Legen Sie die Ware beiseite und sagen Sie es der Leitung.
unit-unknown | Der Artikel wird nicht in dieser Einheit verkauft. | Wählen Sie eine Einheit des Artikels.
price-needed | Dieser Artikel hat keinen eigenen Preis. | Tippen Sie den Preis einer Einheit.
reference-needed | Es fehlt, für welche Karte oder Bestellung diese Zeile ist. | Scannen oder tippen Sie die Nummer der Karte oder Bestellung.
serial-needed | Für diesen Artikel fehlt eine Seriennummer. | Scannen Sie die Seriennummer jedes Stücks.
serial-duplicate | Diese Seriennummer ist schon im Korb. | Scannen Sie das andere Stück.
coupon-there | Dieser Code ist schon im Korb. | Nichts zu tun; er zählt einmal.
coupon-malformed | Der Code ist leer oder viel zu lang. | Scannen oder tippen Sie den Code noch einmal.
discount-invalid | Dieser Rabatt oder Preis ist für die Zeile nicht möglich. | Tippen Sie 0,01 bis 100 Prozent oder einen Betrag bis zum Preis.
needs-approval | Das geht über das hinaus, was Sie allein dürfen. | Bitten Sie jemanden mit dem Recht dazu, hier die PIN einzugeben.
staff-buyer-is-cashier | Niemand darf den eigenen Einkauf kassieren. | Lassen Sie eine Kollegin oder einen Kollegen sich anmelden und kassieren.
staff-limit-reached | Die Jahresgrenze für Personalkäufe ist erreicht. | Nehmen Sie den Personalkauf heraus; zum normalen Preis geht es.
restriction-open | Die Altersfrage zu diesem Artikel ist nicht beantwortet. | Prüfen Sie das Alter und beantworten Sie die Frage.
restriction-refused | Die Kundschaft darf diesen Artikel nicht kaufen. | Nehmen Sie den Artikel aus dem Korb.
restriction-hours | Dieser Artikel darf zu dieser Uhrzeit nicht verkauft werden. | Nehmen Sie den Artikel aus dem Korb.
restriction-quantity | Das ist mehr von diesem Artikel, als eine Person kaufen darf. | Verringern Sie die Menge.
restriction-cashier | Sie dürfen diesen Artikel nicht verkaufen. | Bitten Sie jemanden, der ihn verkaufen darf, sich anzumelden.
exemption-needs-certificate | Eine Steuerbefreiung braucht die Nummer ihrer Bescheinigung. | Tippen Sie die Nummer der Bescheinigung.
journal-in-use | Ein anderes Keepshop auf diesem Rechner hat das Journal dieser Kasse offen. | Nutzen Sie das Fenster, das schon offen ist, oder schließen Sie es und starten Sie neu.
journal-damaged | Die Journaldatei der Kasse ist nicht lesbar: Festplatte oder ein anderes Programm hat sie beschädigt. | Löschen Sie nichts. Kopieren Sie den Datenordner auf einen anderen Datenträger und stellen Sie die letzte Sicherung her oder fragen Sie den Support; was der Server bestätigt hat, ist dort sicher.
journal-altered | Ein Eintrag des Journals wurde nach dem Schreiben geändert, entfernt oder verschoben. | Verkaufen Sie nicht an dieser Kasse. Kopieren Sie den Datenordner und rufen Sie die Inhaberin oder den Inhaber; die Stelle nennt den Eintrag.
journal-missing | Die Journaldatei dieser Kasse ist weg, aber Dateien, die dazu gehören, sind noch da. | Legen Sie die Datei zurück, von wo sie verschoben wurde oder aus der Sicherung. Keepshop beginnt keine leere darüber.
journal-foreign | Die angegebene Datei ist kein Keepshop-Journal. | Prüfen Sie den Datenordner dieser Kasse. Die Datei blieb, wie sie war.
journal-newer | Das Journal hat ein neueres Keepshop geschrieben. | Installieren Sie wieder das neuere Keepshop. Die Einträge sind sicher und unverändert.
journal-sqlite-version | Diese Ausgabe enthält eine SQLite-Version, die Daten verlieren kann. | Installieren Sie eine unterstützte Ausgabe von Keepshop. Die Einträge sind sicher und unverändert.
journal-unwritable | In den Datenordner der Kasse kann nicht geschrieben werden. | Prüfen Sie, ob der Datenträger da ist und Keepshop in den Ordner schreiben darf; dann starten Sie neu.
disk-full | Die Festplatte dieser Kasse ist voll; Neues kann nicht gesichert werden. | Alles bisher Getane ist erhalten. Schaffen Sie Platz auf der Festplatte; dann geht der Verkauf von selbst weiter.
disk-failing | Die Festplatte hat den Eintrag nicht angenommen; ob er erhalten ist, ist ungewiss. | Starten Sie die Kasse neu: Sie liest das Journal und zeigt, ob der letzte Vorgang da ist. Wiederholen Sie ihn nicht vorher.
hand-over-unreadable | Die Übergabedatei lässt sich mit diesem Kennsatz nicht öffnen oder ist nicht vollständig. | Prüfen Sie den Kennsatz und kopieren Sie die Datei noch einmal. Nichts wurde übernommen.
hand-over-altered | Ein Eintrag der Übergabedatei trägt nicht sein eigenes Siegel. | Erstellen Sie die Datei an ihrer Kasse neu. Nichts wurde übernommen.
amount-malformed | Der Betrag ist keine Zahl. | Tippen Sie den Betrag noch einmal, mit Ziffern und einem Dezimalzeichen.
amount-too-fine | Der Betrag hat mehr Nachkommastellen als die Währung. | Tippen Sie den Betrag mit den Stellen der Währung.
amount-unsafe | Der Betrag ist nicht ganz oder viel zu groß. | Prüfen Sie den Betrag und tippen Sie ihn noch einmal.
currency-unknown | Diese Währung gibt es in ISO 4217 nicht. | Wählen Sie eine Währung der Liste.
decimal-malformed | Die Zahl ist keine Dezimalzahl. | Tippen Sie die Zahl noch einmal, mit Ziffern und einem Punkt.
decimal-too-long | Die Zahl hat zu viele Stellen. | Tippen Sie die Zahl mit weniger Stellen.
quantity-malformed | Die Menge ist keine Zahl. | Tippen oder wiegen Sie die Menge noch einmal.
quantity-too-fine | Die Menge hat mehr als drei Nachkommastellen. | Tippen Sie die Menge mit höchstens drei Nachkommastellen.
quantity-too-large | Die Menge ist größer, als eine Zeile fassen kann. | Prüfen Sie die Menge; vielleicht wurde ein Strichcode hineingelesen.
weights-invalid | Die Summe lässt sich nicht aufteilen: Anteile fehlen oder liegen unter null. | Prüfen Sie, worauf die Summe aufgeteilt wird.
order-step-impossible | Die Bestellung kann diesen Schritt jetzt nicht gehen. | Sehen Sie nach dem Stand der Bestellung und wählen Sie den nächsten Schritt.
promise-no-source | Kein Ort hat diesen Artikel, soweit bekannt. | Bieten Sie einen anderen Artikel an oder bestellen Sie ihn.
promise-needs-address | Es fehlt, wohin die Ware geht. | Nehmen Sie die Adresse auf oder lassen Sie hier abholen.
amount-negative | Ein Preis oder Rabatt liegt unter null. | Tippen Sie ihn ohne Minus; Geld zurück gibt es über eine Rückgabe.
currency-mixed | Die Zeile ist in einer anderen Währung als der Korb. | Entfernen Sie die Zeile und erfassen Sie sie in der Währung des Korbs.
discount-malformed | Der Rabatt hat weder einen Prozentsatz noch einen Betrag. | Tippen Sie einen Prozentsatz über null oder einen Betrag.
line-duplicate | Zwei Zeilen haben dieselbe Kennung. | Parken Sie den Korb und nehmen Sie ihn wieder auf.
lines-too-many | Der Korb hat mehr Zeilen, als eine Kasse fassen kann. | Schließen Sie diesen Verkauf ab und beginnen Sie einen neuen.
quantity-not-positive | Die Menge ist null oder weniger. | Tippen Sie eine Menge über null; Ware nimmt man über eine Rückgabe zurück.
price-above-rail | Der Preis ist höher, als dieses Geschäft oder diese Person ihn setzen darf. | Tippen Sie einen Preis bis zur gezeigten Grenze oder bitten Sie die Zentrale, sie zu weiten.
price-below-floor | Der Preis liegt unter der Untergrenze des Artikels. | Tippen Sie einen Preis ab der gezeigten Untergrenze.
price-below-rail | Der Preis ist niedriger, als dieses Geschäft oder diese Person ihn setzen darf. | Tippen Sie einen Preis ab der gezeigten Grenze oder bitten Sie die Zentrale, sie zu weiten.
price-outside-window | Der Preis würde außerhalb der Zeit gelten, die die Zentrale erlaubt. | Wählen Sie Anfang und Ende innerhalb der gezeigten Zeit.
price-reason-unknown | Der Grund für den Preis von Hand steht nicht auf der Liste. | Wählen Sie einen Grund der Liste.
price-too-long | Der Preis würde länger gelten, als die Zentrale erlaubt. | Wählen Sie ein früheres Ende.
price-window-invalid | Der Preis würde enden, bevor er beginnt. | Berichtigen Sie Anfang oder Ende.
prices-overlap | Zwei Preise derselben Liste würden zugleich gelten. | Beenden Sie den früheren Preis, bevor der neue beginnt.
bundle-circular | Das Set enthält sich selbst. | Nehmen Sie das Set aus seinen eigenen Teilen.
bundle-unknown | Das Set nennt ein anderes Set, das es nicht gibt. | Wählen Sie ein vorhandenes Set oder führen Sie seine Teile auf.
offer-amount-invalid | Ein Betrag des Angebots liegt unter null oder ist nicht ganz. | Berichtigen Sie den Betrag.
offer-duplicate | Zwei Angebote haben dieselbe Kennung. | Geben Sie einem eine andere Kennung.
offer-kind-unknown | Das Angebot tut etwas, das diese Ausgabe nicht kennt. | Aktualisieren Sie diese Kasse oder wählen Sie eine andere Art.
offer-percent-invalid | Der Prozentsatz des Angebots ist keine Zahl über null. | Berichtigen Sie den Prozentsatz.
offer-quantity-invalid | Eine Menge des Angebots ist keine ganze Zahl über null. | Berichtigen Sie die Menge.
offer-selection-empty | Das Angebot wählt nichts aus: eine Liste ist leer oder eine Preisspanne verkehrt. | Berichtigen Sie, was das Angebot auswählt.
offer-window-invalid | Die Zeit des Angebots ist unmöglich. | Berichtigen Sie Tage oder Stunden.
offer-without-effect | Das Angebot kann nie etwas abziehen. | Geben Sie ihm einen Wert oder entfernen Sie es.
replica-damaged | Die Kopie der Serverdaten an dieser Kasse ist nicht lesbar. | Nichts zu tun: Keepshop holt sie noch einmal. Verkäufe dieser Kasse stehen in ihrem Journal.
replica-layout | Die Kopie der Serverdaten stammt von einer anderen Ausgabe von Keepshop. | Nichts zu tun: Keepshop holt sie neben der alten noch einmal.
replica-in-use | Ein anderes Keepshop auf diesem Rechner hat die Daten dieser Kasse offen. | Nutzen Sie das Fenster, das schon offen ist, oder schließen Sie es und starten Sie neu.
replica-unwritable | Die Kopie der Serverdaten kann nicht geschrieben werden. | Prüfen Sie, ob der Datenträger da ist und Platz hat. Verkäufe dieser Kasse stehen in ihrem Journal.
image-damaged | Die Datei, die diese Kasse füllt, kam nicht vollständig an. | Nichts zu tun: Keepshop lädt sie noch einmal. Die Kasse arbeitet mit dem, was da ist.
return-exceeds-refundable | Es wurde mehr zurückverlangt, als vom Verkauf und der Zahlung übrig ist. | Verringern Sie Menge oder Betrag; sehen Sie, was früher erstattet wurde.
return-must-be-positive | Menge oder Betrag der Erstattung ist null oder weniger. | Tippen Sie eine Menge oder einen Betrag über null.
return-nothing-to-refund | Nichts ist mehr zu erstatten, oder nichts wurde gewählt. | Wählen Sie, was zurückkommt; ist alles erstattet, sagen Sie, wann.
return-unknown-target | Der Verkauf hat diese Zeile oder Gebühr nicht. | Wählen Sie die Zeile aus dem Verkauf.
return-sale-malformed | Die Zahlen des Verkaufs passen nicht zusammen; daraus kann nichts erstattet werden. | Erstatten Sie nicht; bitten Sie die Leitung, den Verkauf anzusehen.
empty-basket | Im Korb ist nichts. | Scannen Sie zuerst etwas.
price-changed | Der Korb wurde geändert, nachdem seine Preise feststanden. | Sehen Sie die neue Summe an und öffnen Sie das Bezahlen noch einmal.
credit-shares-invalid | Die Anteile derer, die verkauft haben, ergeben nicht das Ganze. | Teilen Sie den Verkauf noch einmal auf.
sale-unreadable | Dieser Verkauf lässt sich hier nicht nachrechnen. | Der Verkauf gilt, wie er ist; fragen Sie die Zentrale nach der Erklärung.
return-empty | Es wurde nichts zum Zurückgeben gewählt. | Wählen Sie mindestens eine Zeile und eine Menge.
return-line-unknown | Diese Zeile steht nicht auf dem Bon. | Wählen Sie eine Zeile des Bons.
return-exceeds-sold | Mehr als verkauft wurde oder noch nicht zurückkam. | Verringern Sie die Menge auf das, was noch zurückkommen kann.
return-window-over | Die Rückgabefrist dieses Bons ist vorbei. | Die Leitung kann es noch erlauben.
return-above-cap | Ohne Bon ist das mehr, als zurückgegeben werden darf. | Finden Sie den Bon oder bitten Sie die Leitung um Freigabe.
return-identity-needed | Ohne Bon muss der Name bekannt sein. | Suchen Sie die Person oder tippen Sie, was im Ausweis steht.
return-too-often | Diese Person hat diesen Monat zu oft ohne Bon zurückgegeben. | Bitten Sie jemanden mit dem Recht dazu um Freigabe.
return-price-unknown | Es ist nicht bekannt, wie viel es für diesen Artikel zurückgibt. | Tippen Sie den Preis oder finden Sie den Bon.
refund-tender-wrong | Das Geld geht nicht den Weg zurück, auf dem es kam, oder nicht auf den Cent. | Geben Sie es zurück, wie bezahlt wurde, oder als Guthaben.
invoice-needs-buyer | Eine Rechnung braucht Name und Anschrift des Käufers. | Tippen Sie Name und Anschrift.
invoice-there | Für diesen Verkauf gibt es schon eine Rechnung. | Drucken Sie sie noch einmal oder heben Sie sie zuerst mit einer Gutschrift auf.
invoice-missing | Zu diesem Verkauf gibt es keine Rechnung, auf die sich eine Gutschrift beziehen könnte. | Der Bon der Rückgabe genügt. Wird eine Rechnung gewünscht, erstellen Sie sie zuerst aus dem Verkauf.
credit-note-there | Hierfür gibt es schon eine Gutschrift. | Geben Sie dem Kunden diese Gutschrift. Was einmal gutgeschrieben ist, wird es nicht noch einmal.
scan-empty | Der Scanner hat nichts gesendet. | Scannen Sie noch einmal.
scan-garbled | Der Scanner hat Zeichen gesendet, die kein Code enthält. | Scannen Sie noch einmal; bleibt es so, prüfen Sie die Tastatursprache des Scanners.
scan-too-long | Der Scanner hat mehr gesendet, als ein Code fasst. | Scannen Sie noch einmal, einen Code nach dem anderen.
scan-symbology | Der Scanner nannte eine Codeart, die im Handel nicht gebraucht wird. | Scannen Sie den anderen Code des Artikels oder suchen Sie ihn nach Namen.
gtin-length | Die Nummer hat nicht 8, 12, 13 oder 14 Ziffern. | Scannen Sie noch einmal oder tippen Sie die Ziffern unter den Strichen.
gtin-not-numeric | Die Artikelnummer enthält anderes als Ziffern. | Scannen Sie noch einmal oder tippen Sie die Ziffern unter den Strichen.
gtin-check-digit | Die Prüfziffer stimmt nicht: Eine Ziffer wurde falsch gelesen oder getippt. | Scannen Sie noch einmal oder tippen Sie die Ziffern unter den Strichen.
measure-pattern | Das Muster des Geschäfts für Gewogenes ist unbrauchbar. | Bitten Sie die Leitung, das Muster in den Einstellungen zu berichtigen.
measure-no-match | Der Code ist kein Waagenetikett des Geschäfts. | Suchen Sie den Artikel nach Namen.
measure-not-numeric | Das Waagenetikett enthält anderes als Ziffern. | Scannen Sie noch einmal oder tippen Sie die Ziffern unter den Strichen.
measure-check-digit | Die Prüfziffer des Waagenetiketts stimmt nicht. | Scannen Sie noch einmal oder wiegen und etikettieren Sie neu.
gs1-too-long | Der Code enthält mehr, als ein Symbol fassen kann. | Scannen Sie noch einmal.
gs1-form | Ein Teil des Codes beginnt nicht mit seiner Kennung. | Scannen Sie noch einmal oder tippen Sie die Ziffern unter den Strichen.
gs1-unknown-identifier | Der Code enthält einen Teil, den GS1 nicht kennt. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-empty | Ein Teil des Codes hat keinen Wert. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-length | Ein Teil des Codes hat die falsche Länge. | Scannen Sie noch einmal; bleibt es so, suchen Sie den Artikel nach Namen.
gs1-character | Ein Teil des Codes enthält ein Zeichen, das dort nicht stehen darf. | Scannen Sie noch einmal; bleibt es so, suchen Sie den Artikel nach Namen.
gs1-check-digit | Die Prüfziffer einer Nummer im Code stimmt nicht. | Scannen Sie noch einmal; bleibt es so, suchen Sie den Artikel nach Namen.
gs1-date | Der Code enthält ein unmögliches Datum. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-time | Der Code enthält eine unmögliche Uhrzeit. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-country | Der Code nennt kein Land nach ISO 3166. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-currency | Der Code nennt keine Währung nach ISO 4217. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-iban | Der Code enthält keine gültige IBAN. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
gs1-content | Ein Teil des Codes bricht die Regel seiner Kennung. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-too-long | Die Adresse ist zu lang. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-character | Die Adresse enthält ein unerlaubtes Zeichen. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-scheme | Der Code ist keine Webadresse. | Scannen Sie den anderen Code des Artikels oder suchen Sie ihn nach Namen.
link-domain | Die Adresse nennt keine richtige Domain. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-no-key | Die Adresse nennt keinen Artikel oder anderen GS1-Schlüssel. | Scannen Sie den anderen Code des Artikels; dieser ist für Telefone der Kundschaft.
link-qualifier | Die Adresse fügt einen Teil an, der nicht zu ihrem Schlüssel gehört. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-attribute | Die Adresse gibt als Parameter, was in den Pfad gehört. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-repeated | Die Adresse gibt einen Teil zweimal. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
link-unknown-identifier | Die Adresse enthält einen Teil, den GS1 nicht kennt. | Suchen Sie den Artikel nach Namen und sagen Sie es dem, der das Etikett gedruckt hat.
client-card-malformed | Die Kundenkarte wurde falsch gelesen. | Scannen Sie die Karte noch einmal oder suchen Sie nach Namen.
receipt-code-malformed | Der Code des Bons wurde falsch gelesen oder verändert. | Scannen Sie noch einmal; bleibt es so, suchen Sie den Verkauf nach der Bonnummer.
receipt-code-version | Der Bon stammt von einer neueren Ausgabe der Kasse. | Aktualisieren Sie diese Kasse oder suchen Sie nach der Bonnummer.
receipt-code-unknown-register | Der Bon stammt von einer Kasse, die hier noch nicht bekannt ist. | Lassen Sie die Kasse den Server erreichen oder suchen Sie nach der Bonnummer.
receipt-code-too-large | Der Verkauf ist zu groß für einen Code auf dem Bon. | Nichts zu tun: Der Bon wird ohne gedruckt; Rückgaben finden den Verkauf nach Nummer.
receipt-code-signature | Der Code des Bons ist nicht der, den die Kasse unterschrieben hat: Er wurde verändert. | Erstatten Sie nicht nach diesem Code; suchen Sie den Verkauf nach der Bonnummer.
server-database-in-use | Ein anderer Server arbeitet schon mit dieser Datenbankdatei. | Nutzen Sie den laufenden Server oder halten Sie ihn an und starten Sie neu.
server-database-damaged | Die Datenbankdatei des Servers ist nicht lesbar. | Löschen Sie sie nicht. Stellen Sie die neueste Sicherung daneben her; Kassen senden Fehlendes noch einmal.
server-folder-unwritable | Der Server kann nicht in den Ordner seiner Datenbank schreiben. | Prüfen Sie den Ordner und die Rechte des Servers; dann starten Sie neu.
server-sqlite-version | Diese Ausgabe enthält eine SQLite-Version, die Daten verlieren kann. | Starten Sie den Server mit dem Node, das Keepshop mitbringt.
server-database-unreachable | Der PostgreSQL-Server ist nicht erreichbar oder lässt diesen Server nicht ein. | Prüfen Sie Adresse, Kennwort und ob PostgreSQL läuft; dann starten Sie neu.
server-commit-not-durable | PostgreSQL antwortet, bevor Daten sicher auf der Platte sind. | Stellen Sie synchronous_commit auf on (mit Reserve remote_apply) und starten Sie neu.
server-port-taken | Ein anderes Programm nutzt schon den Port des Servers. | Beenden Sie das andere Programm oder wählen Sie einen anderen Port.
enrol-code-unknown | Dieser Anmeldecode ist unbekannt, verbraucht oder älter als zehn Minuten. | Holen Sie in der Zentrale unter Kassen einen neuen und tippen Sie ihn binnen zehn Minuten.
enrol-malformed | Die Anmeldung ist nicht vollständig. | Aktualisieren Sie die Kasse und melden Sie sie noch einmal an.
row-malformed | Ein Datensatz hat nicht die Form, die seine Tabelle verlangt. | Berichtigen Sie das genannte Feld und sichern Sie noch einmal. Nichts wurde geändert.
quick-keys-unknown | Eine Schnelltaste führt zu etwas, das dieses Geschäft nicht hat. | Entfernen Sie die Taste oder wählen Sie Ware, Gruppe oder Kasse neu; dann sichern Sie noch einmal.
quick-keys-in-training | Diese Kasse übt gerade; Schnelltasten gelten für alle Kassen. | Beenden Sie die Übung und sichern Sie noch einmal. Ihre Eingaben stehen noch da.
server-master-key | Der Schlüssel für Kundendaten hat nicht 64 Hexadezimalziffern. | Geben Sie dem Server seinen bisherigen Schlüssel; ohne ihn sind Kundendaten nicht lesbar.
server-retention | Die Aufbewahrung ist keine ganze Zahl von Tagen zwischen 36 und 36.500. | Berichtigen Sie KEEPSHOP_RETENTION_DAYS oder lassen Sie es weg (90 Tage); starten Sie dann neu.
price-book-unknown | Diese Preisliste gibt es nicht. | Wählen Sie eine Preisliste der Liste.
malformed-entry | Der Server konnte nicht lesen, was diese Kasse gesendet hat. | Es bleibt an der Kasse und am Server, wie es kam. Sagen Sie es der Zentrale; verkaufen Sie weiter.
offer-unknown | Dieses Angebot gibt es nicht. | Sehen Sie die Liste der Angebote noch einmal an; vielleicht hat es jemand entfernt.
offer-outside-rail | Das Angebot zieht mehr ab als die gesetzte Grenze. | Verringern Sie den Rabatt oder lassen Sie die Grenze zuerst ändern.
secrets-unprotected | Dieser Rechner bietet keinen geschützten Platz für die Schlüssel der Kasse. | Richten Sie den Schlüsselbund ein oder lassen Sie schriftlich annehmen, dass sie offen liegen.
secrets-unreadable | Die Schlüssel der Kasse sind mit dem Schlüsselbund dieses Benutzers nicht lesbar. | Melden Sie sich als Benutzer der Kasse an oder melden Sie die Kasse neu an. Verkäufe bleiben auf dieser Platte.
update-shift-open | Eine Aktualisierung liegt bereit, aber die Schicht ist offen. | Verkaufen Sie weiter. Sie wird nach dem Kassenschluss installiert.
update-busy | Eine Aktualisierung liegt bereit, aber die Kasse wird benutzt. | Machen Sie weiter. Sie wird installiert, wenn die Kasse eine Weile ruht.
update-unsent | Eine Aktualisierung liegt bereit, aber Verkäufe sind noch nicht beim Server. | Lassen Sie die Kasse verbunden, bis alles gesendet ist; dann wird installiert.
update-not-newer | Die angebotene Ausgabe ist nicht neuer als die laufende. | Nichts zu tun. Keepshop geht nie von selbst zurück.
setup-owner-exists | Dieses Geschäft hat schon einen Inhaber. | Melden Sie sich mit Name und PIN des Inhabers an und machen Sie weiter.
setup-not-from-till | Ein erstes Geschäft wird an einer seiner Kassen eingerichtet. | Öffnen Sie die Anzeige an der Kasse und beginnen Sie dort.
setup-name-taken | Jemand mit diesem Namen ist schon da. | Fügen Sie einen Buchstaben des Nachnamens an.
setup-not-ready | Name, Adresse und Währung des Geschäfts fehlen noch. | Füllen Sie zuerst diesen Schritt aus; alles andere kann warten.
setup-tax-in-use | Artikel haben noch den entfernten Steuersatz. | Geben Sie ihnen zuerst einen anderen oder lassen Sie den Satz stehen.
setup-tax-twice | Zwei Steuersätze haben denselben Buchstaben. | Geben Sie jedem Satz einen eigenen; er steht auf dem Beleg.
import-unknown | Diese Datei ist hier nicht mehr bekannt. | Wählen Sie die Datei erneut. Nichts wurde geändert.
import-too-large | Die Datei ist größer als 8 MB. | Speichern Sie nur die Artikel ohne Bilder oder teilen Sie die Datei.
import-too-many-rows | Die Datei hat mehr als 20.000 Zeilen oder 200 Spalten. | Teilen Sie sie auf und übernehmen Sie eine nach der anderen.
import-not-a-table | Das ist keine lesbare Artikeltabelle. | Speichern Sie sie als CSV (UTF-8) oder XLSX mit Überschriften in der ersten Zeile.
import-not-text | Die Zeichen dieser Datei sind nicht lesbar. | Speichern Sie sie als CSV UTF-8 und wählen Sie sie erneut.
import-hostile | Die Datei ist gebaut, wie keine Tabelle sie baut, und wurde nicht geöffnet. | Kopieren Sie die Zeilen in ein neues Blatt und speichern Sie es als XLSX.
import-not-mapped | Keine Spalte sagt, wie die Artikel heißen oder was sie kosten. | Wählen Sie über der Tabelle die Spalten für Name und Preis.
import-busy | Diese Datei wird gerade bearbeitet. | Warten Sie, bis der Zähler steht, und sehen Sie dann nach.
floor-port-taken | Ein anderes Programm nutzt die Adresse für Tablets. | Schließen Sie es oder starten Sie den Rechner neu und schalten Sie dann ein.
floor-closed | Diese Kasse lässt gerade keine Tablets zu. | Schalten Sie es erst ein und fügen Sie dann das Gerät hinzu.
floor-unknown | Dieses Gerät gehört nicht mehr zu dieser Kasse. | Nichts weiter zu tun: Es kommt nicht mehr hinein.
email-malformed | Das ist keine E-Mail-Adresse. | Fragen Sie noch einmal; sie sieht aus wie name@beispiel.de.
shift-closed | Keine Schicht ist offen. | Zählen Sie das Wechselgeld und öffnen Sie die Schicht.
count-missing | Die Schublade ist nicht gezählt. | Zählen Sie die Schublade vor dem Schließen.
count-malformed | Die Zählung enthält eine unmögliche Zahl. | Zählen Sie noch einmal; jedes Feld ist eine Anzahl Münzen oder Scheine.
difference-needs-reason | Die Zählung weicht um mehr als die Grenze ab. | Zählen Sie noch einmal oder wählen Sie einen Grund.
movement-invalid | Betrag oder Richtung passt nicht zu dieser Geldbewegung. | Prüfen Sie Betrag und Art.
drawer-short | In der Schublade ist weniger, als entnommen werden soll. | Prüfen Sie den Betrag.
movement-unknown | Dieser Beleg liegt hier nicht mehr. | Sehen Sie in der Liste des Tages in der Zentrale nach.
drawer-same-person | Diese Person hat die Schublade schon. | Wählen Sie, wer sie übernimmt.
drawer-of-another | Diese Schublade gehört einer anderen Person. | Übergeben Sie die Schublade gezählt, oder nehmen Sie anderes als Bargeld.
bag-number-missing | Die Tasche hat keine Nummer. | Geben Sie die Nummer ein, die auf der Tasche steht.
bag-number-used | Eine Tasche mit dieser Nummer ist hier oder unterwegs. | Sehen Sie noch einmal auf die Nummer der Tasche.
bag-unknown | Diese Tasche ist hier nicht bekannt. | Sehen Sie noch einmal in die Liste; vielleicht war eine andere Kasse schneller.
bag-moved-on | Diese Tasche kann diesen Schritt nicht mehr machen. | Sehen Sie nach, wo sie jetzt steht; nichts wurde geändert.
stock-lines-missing | Es wurde kein Artikel erfasst. | Scannen Sie mindestens einen Artikel.
stock-quantity-invalid | Eine Menge kann nicht stimmen. | Prüfen Sie die markierte Menge.
place-unknown | Dieser Ort gehört nicht zu dieser Kette. | Wählen Sie einen Ort der Liste.
tax-duplicate | Dieselbe Steuer steht zweimal da. | Entfernen Sie eine aus den Steuereinstellungen oder vom Artikel.
tax-increment-invalid | Der Rundungsschritt der Steuer ist keine ganze Zahl über null. | Berichtigen Sie den Schritt in den Steuerregeln des Geschäfts.
tax-kind-unknown | Diese Art Steuer kennt diese Ausgabe nicht. | Aktualisieren Sie die Kasse oder berichtigen Sie die Steuereinstellungen.
tax-rate-impossible | Die Sätze der Zeile lassen keinen Preis ohne Steuer übrig. | Berichtigen Sie die Steuersätze: zusammen höchstens 100.
tax-rate-malformed | Satz oder Betrag der Steuer ist keine Zahl. | Berichtigen Sie den Satz in den Steuereinstellungen.
tax-unknown | Die Zeile nennt eine Steuer, die nicht eingestellt ist. | Wählen Sie für den Artikel eine Steuer der Liste.
short-tender | Es wurde weniger bezahlt als verlangt. | Nehmen Sie den Rest oder fügen Sie eine Zahlart hinzu.
tender-amount-invalid | Der Betrag ist nicht größer als null. | Tippen Sie den Betrag noch einmal.
round-up-nothing | Es gibt nichts aufzurunden. | Nehmen Sie die Zahlung, wie sie ist.
tender-exceeds-due | Mehr als verlangt geht nur bar. | Nehmen Sie genau den Betrag; Rückgeld gibt es nur auf Bargeld.
nothing-due | Es ist nichts mehr zu zahlen. | Schließen Sie den Verkauf ab.
tender-unknown | Diese Zahlung gehört nicht mehr zu diesem Verkauf. | Sehen Sie die Zahlungen an und wählen Sie noch einmal.
tender-needs-reference | Diese Zahlart braucht eine Nummer: vom Gutschein, vom Beleg oder von der Karte. | Tippen Sie die Nummer.
tender-not-refundable | So kann kein Geld zurückgegeben werden. | Wählen Sie einen anderen Weg zurück.
tender-needs-reversal | Die Karte ist schon belastet. | Stornieren Sie zuerst am Terminal; dann geht die Zahlung weg.
card-declined | Die Karte wurde nicht belastet. | Versuchen Sie die Karte noch einmal oder nehmen Sie eine andere Zahlart.
terminal-not-here | An dieser Kasse antwortet kein Kartenterminal. | Prüfen Sie Terminal und Kabel oder nehmen Sie eine andere Zahlart.
stored-forward-limit | Die Bank ist nicht erreichbar, und diese Kartenzahlung liegt über der Grenze dafür. | Nehmen Sie mit der Karte, was übrig ist, und den Rest anders, oder alles mit einer anderen Zahlart.
foreign-rate-missing | Für diese Währung gibt es keinen gültigen Kurs. | Nehmen Sie die Währung des Geschäfts.
client-needed | Das braucht eine Kundin oder einen Kunden mit Namen. | Suchen Sie nach Telefon oder Namen oder legen Sie neu an.
till-not-enrolled | Diese Kasse gehört noch zu keinem Geschäft. | Holen Sie in der Zentrale unter Kassen einen Anmeldecode und starten Sie die Kasse damit.
till-server-unreachable | Der Server war nicht erreichbar; die Kasse konnte nicht angemeldet werden. | Prüfen Sie Netz und Adresse und starten Sie neu. Der Code ist nicht verbraucht.
till-server-nonsense | An dieser Adresse antwortet kein Keepshop-Server. | Prüfen Sie die Adresse. An dieser Kasse wurde nichts geändert.
till-folder-unwritable | Der Datenordner der Kasse kann nicht angelegt oder beschrieben werden. | Wählen Sie einen Ordner, in den dieser Benutzer schreiben darf, oder bitten Sie um das Recht.
scan-unused | Diese Seite nimmt keine Scans an. | Nichts wurde geändert. Öffnen Sie mit F2 die Kasse und scannen Sie noch einmal.
till-unreachable | Die Kasse hat nicht geantwortet. | Was gespeichert war, ist sicher. Warten Sie, bis diese Seite wieder verbunden ist, und sehen Sie sich den Korb an, bevor Sie noch einmal drücken.
product-unknown | Kein Artikel dieses Geschäfts hat diesen Code. | Der Korb ist, wie er war. Scannen Sie noch einmal oder tippen Sie den Namen ins Suchfeld.
variant-not-chosen | Diesen Artikel gibt es in Größen oder Farben, und keine wurde gewählt. | Der Korb ist, wie er war. Suchen Sie den Artikel nach seinem Namen und wählen Sie Größe oder Farbe.
line-unknown | Diese Zeile ist nicht mehr im Korb. | Sehen Sie den Korb an, wie er jetzt ist; nichts wurde geändert.
payment-open | Eine Kartenzahlung dieses Korbs ist noch nicht entschieden. | Sehen Sie auf das Terminal und drücken Sie, was es sagt: belastet oder nicht belastet.
shift-open | Die Schublade dieser Kasse ist schon offen. | Verkaufen Sie weiter; schließen Sie sie zuerst, um sie neu zu öffnen.
not-signed-in | An dieser Kasse ist niemand angemeldet. | Melden Sie sich mit PIN oder Ausweis an. Der Korb ist erhalten.
not-allowed | Ihre Rolle darf das nicht. | Bitten Sie jemanden, der es darf, um Freigabe an dieser Kasse.
approval-not-for-this | Die Freigabe galt etwas anderem oder ist verbraucht. | Bitten Sie noch einmal um Freigabe.
approval-code-wrong | Der Code stimmt nicht. | Lesen Sie die Nummer noch einmal vor und tippen Sie den Code, den das Telefon dann zeigt.
approval-code-over | Diese Nummer ist verbraucht, zu alt oder galt etwas anderem. | Drücken Sie Neue Nummer und fragen Sie nach dem Code dazu. Nichts wurde geändert.
approval-phone-unknown | Kein Telefon dieser Person darf an dieser Kasse jetzt freigeben. | Fragen Sie nach PIN oder Ausweis oder verbinden Sie die Kasse einmal.
wrong-pin | Die PIN ist nicht richtig. | Tippen Sie die PIN noch einmal.
locked-out | Zu viele falsche PINs hintereinander. | Warten Sie, bis die gezeigte Zeit um ist, oder melden Sie sich mit einem Ausweis an.
not-here | Diese Person arbeitet nicht oder nicht mehr in diesem Geschäft. | Wählen Sie eine andere Person oder lassen Sie sie von der Zentrale hinzufügen.
badge-unknown | Dieser Ausweis ist hier nicht bekannt. | Melden Sie sich mit Ihrer PIN an.
badge-expired | Dieser Ausweis wurde zu lange nicht erneuert. | Melden Sie sich mit der PIN an oder verbinden Sie die Kasse einmal.
still-filling | Diese Kasse holt noch ihre Daten. | Warten Sie einen Moment; der Fortschritt wird gezeigt. Was da ist, kann verkauft werden.
client-unknown | Diese Person ist hier nicht bekannt. | Suchen Sie nach Namen oder Telefon oder legen Sie sie neu an.
sale-unknown | Diesen Verkauf gibt es weder hier noch in den Daten vom Server. | Suchen Sie nach Tag, Betrag oder Kunde.
basket-unknown | Dieser geparkte Korb ist nicht mehr da. | Sehen Sie die Liste an; eine andere Kasse hat ihn vielleicht genommen.
basket-not-empty | Im Korb ist schon etwas. | Schließen Sie ihn ab, parken oder verwerfen Sie ihn zuerst.
nothing-to-undo | Es wurde nichts entfernt, das zurückkommen könnte. | Scannen oder suchen Sie es noch einmal.
basket-being-paid | Der Korb wird bezahlt und ändert sich solange nicht. | Zahlen Sie zu Ende oder gehen Sie zuerst zum Korb zurück.
not-being-paid | Der Korb wird nicht bezahlt. | Drücken Sie zuerst Bezahlen.
tender-not-here | Diese Zahlart ist an dieser Kasse nicht eingerichtet. | Wählen Sie eine andere Zahlart.
payment-unknown-id | Diese offene Zahlung gibt es nicht. | Sehen Sie im Bezahlfenster nach, was noch offen ist.
promise-not-possible | Dieser Artikel kann von dort jetzt nicht zugesagt werden. | Wählen Sie einen anderen Ort oder bieten Sie Ähnliches an.
no-shift | An dieser Schublade ist keine Schicht offen. | Öffnen Sie die Schicht zuerst mit dem Wechselgeld.
needs-connection | Das braucht den Server, und die Kasse ist nicht verbunden. | Versuchen Sie es, wenn die Lampe grün ist. Ein Entwurf ist erhalten.
not-demo | Das gibt es nur in der Vorführung. | Nichts zu tun.
cards-waiting | Kartenzahlungen, die das Terminal dieser Kasse behält, warten noch auf die Bank. | Senden Sie sie zuerst, oder sagen Sie, was die Bank sagt: beides im Eingang.
note-needed | Diese Antwort braucht ein Wort dazu, wie oder warum. | Schreiben Sie es auf und drücken Sie noch einmal.
work-unknown | Diese Aufgabe ist nicht mehr da. | Sehen Sie die Liste noch einmal an; vielleicht hat sie jemand erledigt.
order-unknown | Diese Bestellung ist nicht mehr da. | Sehen Sie die Liste der Bestellungen noch einmal an.
device-unknown | Dieses Gerät ist an dieser Kasse nicht eingerichtet. | Richten Sie es unter Geräte ein.
device-address | Die Adresse des Geräts ist nicht lesbar. | Tippen Sie sie wie tcp://192.168.1.50:9100 oder serial:/dev/ttyUSB0, oder wählen Sie virtuell.
device-silent | Das Gerät antwortet nicht. | Prüfen Sie, ob es an ist und das Kabel steckt; dann prüfen Sie es noch einmal.
labels-none | Keiner dieser Artikel hat ein Etikett zu drucken. | Sehen Sie die Liste noch einmal an; ein Preis kann sich geändert haben. Gedruckt wurde nichts.
scale-missing | Diese Kasse hat keine Waage. | Geben Sie das Gewicht ein, oder richten Sie unter Einstellungen, Geräte eine Waage ein.
scale-no-weight | Die Waage gab kein Gewicht. | Legen Sie nur die Ware darauf, lassen Sie sie ruhig liegen und wiegen Sie noch einmal. Die Zeile ist, wie sie war.
line-not-weighed | Dieser Artikel wird nicht nach Gewicht verkauft. | Geben Sie die Anzahl ein. Die Zeile ist, wie sie war.
printer-not-ready | Der Drucker antwortet nicht oder braucht Papier. | Der Bon wartet. Legen Sie Papier ein oder schalten Sie ihn an; dann drucken Sie, was wartet.
kiosk-port-taken | Ein anderes Programm nutzt schon den Port der Kasse. | Beenden Sie das andere Programm oder wählen Sie einen anderen Port. Nichts ist verloren.
not-offered-yet | Dieser Teil von Keepshop ist noch nicht gebaut. | Nichts wurde geändert. Nehmen Sie einen anderen Weg.
balance-unknown | Diese Karte oder dieses Konto ist hier nicht bekannt. | Prüfen Sie die Nummer; eine neue Karte geht, sobald die Kasse einmal verbunden war.
balance-short | Auf der Karte oder dem Konto ist weniger. | Nehmen Sie, was da ist, und den Rest auf anderem Weg.
balance-expired | Die Karte oder das Konto ist abgelaufen. | Nehmen Sie eine andere Zahlart; die Zentrale kann verlängern.
gift-card-active | Diese Geschenkkarte wurde schon verkauft: sie ist aktiv. | Wählen Sie Aufladen, oder nehmen Sie eine andere Karte.
gift-card-not-active | Diese Geschenkkarte ist an dieser Kasse nicht als aktiv bekannt. | Prüfen Sie die Nummer; verkaufen Sie sie als neue Karte, wenn sie noch nie verkauft wurde.
value-limit-reached | Ohne Verbindung kann hier heute nicht mehr von Karten und Konten genommen werden. | Nehmen Sie eine andere Zahlart oder warten Sie auf die Verbindung.
points-invalid | Diese Zahl von Punkten geht nicht. | Nehmen Sie eine ganze Zahl vorhandener Punkte.
web-json-malformed | Was gesendet wurde, ist kein lesbares JSON. | Senden Sie einen JSON-Wert mit dem Inhaltstyp application/json.
web-body-too-large | Was gesendet wurde, ist größer, als diese Adresse annimmt. | Senden Sie weniger auf einmal; openapi.json nennt die Grenzen.
web-content-type | Diese Art von Inhalt liest diese Adresse nicht. | Senden Sie JSON mit dem Inhaltstyp application/json.
web-input-invalid | Ein Feld fehlt oder enthält, was es nicht enthalten darf. | Berichtigen Sie das genannte Feld und senden Sie noch einmal.
web-address-unknown | An dieser Adresse ist nichts. | Sehen Sie die Adresse in openapi.json nach.
web-too-many-requests | Von hier kamen in kurzer Zeit zu viele Anfragen. | Warten Sie die genannten Sekunden; dann weiter.
web-unavailable | Der Server kann das jetzt nicht beantworten. | Versuchen Sie es gleich noch einmal; nichts geschieht doppelt.
web-session-unknown | Die Anmeldung ist hier nicht bekannt oder zu Ende. | Melden Sie sich noch einmal an. Der Korb ist erhalten.
web-link-unknown | Dieser Anmeldelink ist verbraucht, zu alt oder nicht von uns. | Fordern Sie einen neuen an; er gilt einmal und fünfzehn Minuten.
web-mail-missing | Dieses Geschäft kann keine Anmeldelinks senden, weil kein Maildienst verbunden ist. | Bestellen Sie an einer Kasse oder bitten Sie das Geschäft um einen Maildienst.
web-product-unknown | Diesen Artikel gibt es in diesem Geschäft nicht oder nicht mehr. | Sehen Sie die Liste der Artikel noch einmal an.
web-stock-short | Von diesem Artikel ist nicht genug für die Bestellung da. | Bestellen Sie weniger, wählen Sie einen anderen Weg oder lassen Sie ihn weg.
web-total-changed | Der Korb ergibt eine andere Summe als bestätigt. | Zeigen Sie die neue Summe und bestätigen Sie noch einmal.
web-key-reused | Dieser Schlüssel wurde schon für eine andere Bestellung gebraucht. | Senden Sie dieselbe Bestellung noch einmal oder nehmen Sie einen neuen Schlüssel.
web-key-missing | Die Bestellung hat keinen Schlüssel gegen Doppeltes. | Senden Sie den Kopf Idempotency-Key, einmal für diese Bestellung gemacht.
web-order-unknown | Diese Bestellung gibt es bei diesem Konto nicht. | Sehen Sie die Liste der Bestellungen an.
web-store-unknown | Dieses Geschäft zum Abholen gibt es nicht. | Wählen Sie ein Geschäft der Liste.
web-shop-missing | Diese Kette hat keinen Webshop eingestellt. | Lassen Sie die Zentrale ein Geschäft mit dem Kanal Web anlegen.
hq-session-unknown | In der Zentrale ist mit dieser Anmeldung niemand angemeldet, oder sie ist zu Ende. | Melden Sie sich in der Zentrale noch einmal an. Getipptes bleibt auf dem Schirm.
hq-sign-in-wrong | Name und PIN gehören nicht zusammen, oder diese Person darf nicht in die Zentrale. | Tippen Sie beides noch einmal, bei gleichem Namen mit Geschäft oder Personalnummer, oder fragen Sie jemanden mit dieser Rolle.
hq-locked-out | Zu viele falsche PINs hintereinander. | Warten Sie fünf Minuten und melden Sie sich dann an.
hq-offer-reused | Diese Anfrage wurde schon für ein anderes Angebot gebraucht. | Öffnen Sie die Liste der Angebote; veröffentlichen Sie noch einmal für ein weiteres.
hq-sale-unknown | In Ihren Geschäften gibt es diesen Verkauf nicht. | Prüfen Sie Nummer und Tag auf dem Bon. Ein Verkauf von eben kann noch unterwegs sein.
hq-catalogue-not-kept | Preise und Angebote jener Zeit sind in der Geschichte dieses Servers nicht aufbewahrt. | Der Verkauf gilt, wie er ist; eine Kasse jenes Geschäfts zeigt, wie der Preis entstand.
fiscal-span-invalid | Das sind keine zwei Tage, oder der zweite liegt vor dem ersten. | Wählen Sie den ersten und letzten Tag noch einmal. Nichts wurde geschrieben.
fiscal-nothing | In diesen Tagen wurde nichts getan; es gibt nichts zu archivieren. | Wählen Sie andere Tage. Nichts wurde geschrieben.
fiscal-running | An dieser Kasse wird schon ein Archiv gemacht. | Warten Sie, bis es fertig ist; der Verkauf geht weiter.
fiscal-in-training | Diese Kasse übt, und Übungen gehören nicht zu den Aufzeichnungen. | Beenden Sie die Übung und fordern Sie das Archiv noch einmal an.
fiscal-stopped | Die Kasse wurde geschlossen, bevor das Archiv fertig war. | Fordern Sie das Archiv noch einmal an; die Aufzeichnungen sind vollständig.
fiscal-folder-unwritable | Das Archiv konnte nicht geschrieben werden: Der Ordner fehlt, ist gesperrt oder voll. | Schaffen Sie Platz oder wählen Sie einen anderen Ordner und versuchen Sie es noch einmal. Die Aufzeichnungen sind sicher.
nothing-unsent | Alles, was diese Kasse getan hat, ist beim Server. | Es gibt nichts zu übergeben.
entries-unsent | Vorgänge dieser Kasse sind noch nicht beim Server. | Verbinden Sie die Kasse und warten Sie, bis alles bestätigt ist, oder geben Sie sie unter Einstellungen, Übergabe aus und übernehmen Sie sie zuerst an einer anderen Kasse. Nichts wurde geändert.
hand-over-folder | In diesen Ordner kann die Datei nicht geschrieben werden. | Wählen Sie einen vorhandenen, beschreibbaren Ordner oder stecken Sie den Stick wieder ein. Nichts wurde geändert; die Verkäufe sind sicher.
hand-over-own | Diese Datei kommt von dieser Kasse selbst. | Bringen Sie sie an eine andere Kasse des Geschäfts. Nichts wurde geändert.
hold-closed | Dieses Angebot oder diese Anzahlung ist schon verkauft oder aufgehoben. | Sehen Sie den Verlauf an; erfassen Sie die Ware neu, wenn sie wieder gewünscht ist.
hold-expired | Die Preise dieses Angebots gelten nicht mehr. | Erfassen Sie die Ware zu den heutigen Preisen.
hold-fixed | Ein zurückgelegter Korb wird so verkauft, wie er zurückgelegt wurde. | Legen Sie ihn zurück und erfassen Sie das Weitere als eigenen Verkauf.
hold-needs-client | Eine Anzahlung gehört zu einer Person, und im Korb ist keine. | Suchen Sie die Person oder legen Sie sie zuerst an.
hold-not-set-up | Dieses Geschäft hat keine Bedingungen für Angebote und Anzahlungen. | Bitten Sie die Zentrale, sie in den Regeln festzulegen.
hold-payment-invalid | So viel kann nicht angezahlt werden: weniger als die erste Rate oder mehr, als übrig ist. | Nehmen Sie einen Betrag zwischen den beiden gezeigten.
hold-unknown | Unter dieser Nummer ist hier kein Angebot und keine Anzahlung bekannt. | Prüfen Sie die Nummer oder warten Sie, bis diese Kasse aufgeholt hat.
client-has-orders | Dieser Kunde hat Bestellungen, die nicht abgeschlossen sind. | Schließen Sie sie zuerst ab oder stornieren Sie sie, sonst kann die Ware nicht geliefert werden. Nichts wurde gelöscht.
request-reused | Diese Anfrage hat schon etwas anderes gesetzt. | Öffnen Sie die Seite neu, sehen Sie, was gilt, und setzen Sie es neu. Nichts wurde geändert.
setup-owner-exists | Dieses Geschäft hat schon eine Inhaberin oder einen Inhaber. | Melden Sie sich mit deren Namen und PIN an und machen Sie weiter.
setup-not-from-till | Ein erstes Geschäft wird an einer seiner Kassen eingerichtet. | Öffnen Sie die Seite an der Kasse und beginnen Sie dort.
setup-name-taken | Jemand mit diesem Namen ist schon da. | Fügen Sie einen Buchstaben des Nachnamens hinzu, damit man beide unterscheidet.
setup-not-ready | Dem Geschäft fehlen noch Name, Anschrift und Währung. | Füllen Sie diesen Schritt zuerst aus; alles andere kann warten.
setup-tax-in-use | Artikel dieses Geschäfts haben noch den entfernten Steuersatz. | Geben Sie diesen Artikeln zuerst einen anderen Satz oder lassen Sie ihn stehen.
setup-tax-twice | Zwei Steuersätze haben denselben Buchstaben. | Geben Sie jedem einen eigenen: Er steht auf dem Bon neben der Zeile.
import-unknown | Diese Datei ist hier nicht mehr bekannt. | Wählen Sie die Datei noch einmal. Nichts wurde geändert.
import-too-large | Die Datei ist größer als 8 MB. | Sichern Sie nur die Artikel, ohne Bilder, oder in zwei Dateien.
import-too-many-rows | Die Datei hat mehr als 20.000 Zeilen oder 200 Spalten. | Teilen Sie sie in mehrere Dateien und bringen Sie sie nacheinander ein.
import-not-a-table | Das ist keine lesbare Tabelle von Artikeln. | Sichern Sie sie als CSV (UTF-8) oder XLSX mit Überschriften in der ersten Zeile.
import-not-text | Die Buchstaben dieser Datei sind nicht lesbar. | Sichern Sie sie als CSV UTF-8 und wählen Sie sie noch einmal.
import-hostile | Diese Datei ist gebaut, wie keine Tabellenkalkulation sie baut; sie wurde nicht geöffnet. | Kopieren Sie die Zeilen in ein neues Blatt, sichern Sie es als XLSX und wählen Sie es.
import-not-mapped | Keine Spalte sagt, wie die Artikel heißen oder was sie kosten. | Wählen Sie über der Tabelle die Spalten für Name und Preis.
import-busy | Diese Datei wird gerade eingebracht oder zurückgenommen. | Warten Sie, bis der Zähler steht, und sehen Sie dann nach.
product-vanished | Die Zentrale hat einen Artikel dieses Korbs aus dem Sortiment genommen. | Drücken Sie Herausnehmen und machen Sie mit dem Rest weiter. Nichts ist bezahlt, nichts verloren.
line-not-department | Diese Zeile wurde als Artikel verkauft oder ist schon einem zugeordnet. | Wählen Sie eine Zeile, die über eine Warengruppe verkauft wurde.
tax-free-declined | Der Anbieter stellt für diesen Verkauf kein Tax-free-Formular aus. | Sagen Sie der reisenden Person, warum; der Verkauf gilt, wie er ist.
tax-free-done | Für diesen Verkauf wurde schon ein Tax-free-Formular ausgestellt. | Drucken Sie es noch einmal; je Verkauf gibt es eines.
tax-free-not-offered | Nichts in diesem Verkauf kann hier steuerfrei gekauft werden. | Sagen Sie es der reisenden Person; es braucht versteuerte Ware zum Mitnehmen.
tax-free-not-traveller | Wer hier wohnt, zahlt die Steuer hier. | Prüfen Sie das Land; steuerfrei kaufen nur Besucher.
tax-free-too-little | Die Ware ergibt weniger, als für steuerfreies Einkaufen nötig ist. | Sagen Sie, ab welchem Betrag es geht.
client-has-orders | Diese Person hat Bestellungen, die nicht abgeschlossen sind. | Schließen oder stornieren Sie sie zuerst, sonst könnte die Ware nicht geliefert werden. Nichts wurde gelöscht.
pairing-unknown | Dieser Code ist verbraucht, zu alt oder wurde nie gezeigt. | Lassen Sie an der Kasse unter Einstellungen, Telefone einen neuen zeigen und scannen Sie ihn.
phone-unknown | Dieses Telefon darf nicht mehr freigeben. | Koppeln Sie es an der Kasse unter Einstellungen, Telefone neu oder löschen Sie, was es hält.
`);
