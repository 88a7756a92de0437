/** Which column is what, guessed from headings in the shop's languages and from what stands below. */
import { IMPORT_FIELDS, type ImportField, type ImportMapping } from "#shared/hq-api/import.ts";
import type { FileTable } from "./table.ts";

/** Headings as shops write them, without signs and accents; the first field that fits wins. */
const WORDS: Readonly<Record<ImportField, RegExp>> = {
  barcode:
    /^(barcode|ean|ean13|gtin|upc|strichcode|codebarres?|codigo(de)?barras|codiceabarre|code128)/,
  sku: /^(sku|art(ikel|icle)?(nr|nummer|no|number)?$|itemno|itemnumber|ref(erence|erencia)?$|codice(articolo)?$|codigo$|code$|id$|nummer$|productcode|reference)/,
  cost: /(cost|einkauf|ekpreis|^ek$|achat|compra|acquisto|wholesale)/,
  price: /(price|preis|prix|precio|prezzo|^vk|retail|^rrp|^uvp)/,
  tax: /(tax|vat|mwst|ust|steuer|tva|iva|taux)/,
  stock:
    /(stock|bestand|menge|lager|qty|quantity|quantite|cantidad|existencias|giacenza|quantita|onhand)/,
  category:
    /(category|kategorie|warengruppe|gruppe|department|categorie|categoria|famille|rayon|reparto|seccion)/,
  brand: /(brand|marke|hersteller|marque|marca|maker|vendor|supplier|lieferant)/,
  colour: /(colou?r|farbe|couleur|colore)/,
  size: /^(size|groesse|grosse|taille|talla|taglia)/,
  unit: /^(unit|einheit|unite|unidad|unita|uom)/,
  name: /(name|title|titel|bezeichnung|beschreibung|description|libelle|nom$|designation|nombre|descripcion|articulo|descrizione|produkt|product|artikel|article|articolo|item)/,
};

/** A heading or a name without what people write differently: "Größe (cm)" and "GROESSE". */
export function plainWord(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** A first mapping of a file, to be looked at and changed. `taxKey`: the shop's first rate. */
export function guessMapping(table: FileTable, taxKey: string): ImportMapping {
  const columns: Partial<Record<ImportField, number>> = {};
  const taken = new Set<number>();
  // What is told apart most surely is looked for first: "Artikelnummer" is no name.
  const order = Object.keys(WORDS) as ImportField[];
  for (const field of order) {
    const at = table.headings.findIndex(
      (heading, index) => !taken.has(index) && WORDS[field].test(plainWord(heading)),
    );
    if (at < 0) continue;
    columns[field] = at;
    taken.add(at);
  }
  const known = Object.fromEntries(
    IMPORT_FIELDS.flatMap((field) =>
      columns[field] === undefined ? [] : [[field, columns[field]]],
    ),
  );
  return { columns: known, decimalMark: guessMark(table, columns), existing: "update", taxKey };
}

/** The mark before the fraction: told by the first price that leaves no doubt, else by the separator. */
function guessMark(
  table: FileTable,
  columns: Partial<Record<ImportField, number>>,
): ImportMapping["decimalMark"] {
  const numbers = [columns.price, columns.cost].filter((at) => at !== undefined);
  for (const row of table.rows) {
    for (const at of numbers) {
      const cell = row[at];
      const text = typeof cell === "string" ? cell.replaceAll(/[^\d.,]/g, "") : "";
      const mark = text.match(/[.,](?=\d{1,2}$)/)?.[0];
      if (mark === "." || mark === ",") return mark;
    }
  }
  return table.separator === ";" ? "," : ".";
}
