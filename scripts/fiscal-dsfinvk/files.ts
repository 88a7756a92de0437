/**
 * The files of DSFinV-K (German cash registers, taxonomy 2.3) as data: name, official table name and
 * columns in order. `a` is text with its longest length, a number is a numeric column with so many
 * decimals. Source: BZSt, DSFinV-K 2.3, annex E. What goes into them is closing.ts.
 */

type Kind = number | `a${number}`;

export interface DsfinvkFile {
  /** The table's official name. */
  readonly table: string;
  readonly columns: Readonly<Record<string, Kind>>;
}

const Z = { Z_KASSE_ID: "a50", Z_ERSTELLUNG: "a30", Z_NR: 0 } as const;
const BON = { ...Z, BON_ID: "a40" } as const;
const POS = { ...BON, POS_ZEILE: "a50" } as const;

export const DSFINVK_FILES = {
  "cashpointclosing.csv": {
    table: "Stamm_Abschluss",
    columns: {
      ...Z,
      Z_BUCHUNGSTAG: "a30",
      TAXONOMIE_VERSION: "a10",
      Z_START_ID: "a40",
      Z_ENDE_ID: "a40",
      NAME: "a60",
      STRASSE: "a60",
      PLZ: "a10",
      ORT: "a62",
      LAND: "a3",
      STNR: "a20",
      USTID: "a15",
      Z_SE_ZAHLUNGEN: 2,
      Z_SE_BARZAHLUNGEN: 2,
    },
  },
  "location.csv": {
    table: "Stamm_Orte",
    columns: {
      ...Z,
      LOC_NAME: "a60",
      LOC_STRASSE: "a60",
      LOC_PLZ: "a10",
      LOC_ORT: "a62",
      LOC_LAND: "a3",
      LOC_USTID: "a15",
    },
  },
  "cashregister.csv": {
    table: "Stamm_Kassen",
    columns: {
      ...Z,
      KASSE_BRAND: "a50",
      KASSE_MODELL: "a50",
      KASSE_SERIENNR: "a70",
      KASSE_SW_BRAND: "a50",
      KASSE_SW_VERSION: "a50",
      KASSE_BASISWAEH_CODE: "a3",
      KEINE_UST_ZUORDNUNG: "a1",
    },
  },
  "slaves.csv": {
    table: "Stamm_Terminals",
    columns: {
      ...Z,
      TERMINAL_ID: "a50",
      TERMINAL_BRAND: "a50",
      TERMINAL_MODELL: "a50",
      TERMINAL_SERIENNR: "a70",
      TERMINAL_SW_BRAND: "a50",
      TERMINAL_SW_VERSION: "a50",
    },
  },
  "pa.csv": {
    table: "Stamm_Agenturen",
    columns: {
      ...Z,
      AGENTUR_ID: 0,
      AGENTUR_NAME: "a60",
      AGENTUR_STRASSE: "a60",
      AGENTUR_PLZ: "a10",
      AGENTUR_ORT: "a62",
      AGENTUR_LAND: "a3",
      AGENTUR_STNR: "a20",
      AGENTUR_USTID: "a15",
    },
  },
  "vat.csv": {
    table: "Stamm_USt",
    columns: { ...Z, UST_SCHLUESSEL: 0, UST_SATZ: 2, UST_BESCHR: "a55" },
  },
  "tse.csv": {
    table: "Stamm_TSE",
    columns: {
      ...Z,
      TSE_ID: 0,
      TSE_SERIAL: "a68",
      TSE_SIG_ALGO: "a30",
      TSE_ZEITFORMAT: "a31",
      TSE_PD_ENCODING: "a5",
      TSE_PUBLIC_KEY: "a512",
      TSE_ZERTIFIKAT_I: "a1000",
      TSE_ZERTIFIKAT_II: "a1000",
      TSE_ZERTIFIKAT_III: "a1000",
      TSE_ZERTIFIKAT_IV: "a1000",
      TSE_ZERTIFIKAT_V: "a1000",
      TSE_ZERTIFIKAT_VI: "a1000",
      TSE_ZERTIFIKAT_VII: "a1000",
    },
  },
  "businesscases.csv": {
    table: "Z_GV_TYP",
    columns: {
      ...Z,
      GV_TYP: "a30",
      GV_NAME: "a40",
      AGENTUR_ID: 0,
      UST_SCHLUESSEL: 0,
      Z_UMS_BRUTTO: 5,
      Z_UMS_NETTO: 5,
      Z_UST: 5,
    },
  },
  "payment.csv": {
    table: "Z_Zahlart",
    columns: { ...Z, ZAHLART_TYP: "a25", ZAHLART_NAME: "a60", Z_ZAHLART_BETRAG: 2 },
  },
  "cash_per_currency.csv": {
    table: "Z_WAEHRUNGEN",
    columns: { ...Z, ZAHLART_WAEH: "a3", ZAHLART_BETRAG_WAEH: 2 },
  },
  "transactions.csv": {
    table: "Bonkopf",
    columns: {
      ...BON,
      BON_NR: 0,
      BON_TYP: "a30",
      BON_NAME: "a60",
      TERMINAL_ID: "a50",
      BON_STORNO: "a1",
      BON_START: "a30",
      BON_ENDE: "a30",
      BEDIENER_ID: "a50",
      BEDIENER_NAME: "a50",
      UMS_BRUTTO: 2,
      KUNDE_NAME: "a50",
      KUNDE_ID: "a50",
      KUNDE_TYP: "a50",
      KUNDE_STRASSE: "a60",
      KUNDE_PLZ: "a10",
      KUNDE_ORT: "a62",
      KUNDE_LAND: "a3",
      KUNDE_USTID: "a15",
      BON_NOTIZ: "a255",
    },
  },
  "allocation_groups.csv": {
    table: "Bonkopf_AbrKreis",
    columns: { ...BON, ABRECHNUNGSKREIS: "a50" },
  },
  "transactions_vat.csv": {
    table: "Bonkopf_USt",
    columns: { ...BON, UST_SCHLUESSEL: 0, BON_BRUTTO: 5, BON_NETTO: 5, BON_UST: 5 },
  },
  "datapayment.csv": {
    table: "Bonkopf_Zahlarten",
    columns: {
      ...BON,
      ZAHLART_TYP: "a25",
      ZAHLART_NAME: "a60",
      ZAHLWAEH_CODE: "a3",
      ZAHLWAEH_BETRAG: 2,
      BASISWAEH_BETRAG: 2,
      KASSENSCHUBLADENNR: "a40",
    },
  },
  "references.csv": {
    table: "Bon_Referenzen",
    columns: {
      ...POS,
      REF_TYP: "a20",
      REF_NAME: "a40",
      REF_DATUM: "a30",
      REF_Z_KASSE_ID: "a50",
      REF_Z_NR: 0,
      REF_BON_ID: "a40",
    },
  },
  "transactions_tse.csv": {
    table: "TSE_Transaktionen",
    columns: {
      ...BON,
      TSE_ID: 0,
      TSE_TANR: 0,
      TSE_TA_START: "a30",
      TSE_TA_ENDE: "a30",
      TSE_TA_VORGANGSART: "a30",
      TSE_TA_SIGZ: 0,
      TSE_TA_SIG: "a512",
      TSE_TA_FEHLER: "a200",
      TSE_TA_VORGANGSDATEN: "a1000",
    },
  },
  "lines.csv": {
    table: "Bonpos",
    columns: {
      ...POS,
      GUTSCHEIN_NR: "a50",
      ARTIKELTEXT: "a255",
      POS_TERMINAL_ID: "a50",
      GV_TYP: "a30",
      GV_NAME: "a40",
      INHAUS: "a1",
      P_STORNO: "a1",
      AGENTUR_ID: 0,
      ART_NR: "a50",
      GTIN: "a50",
      WARENGR_ID: "a40",
      WARENGR: "a50",
      MENGE: 3,
      FAKTOR: 3,
      EINHEIT: "a50",
      STK_BR: 5,
    },
  },
  "lines_vat.csv": {
    table: "Bonpos_USt",
    columns: { ...POS, UST_SCHLUESSEL: 0, POS_BRUTTO: 5, POS_NETTO: 5, POS_UST: 5 },
  },
  "itemamounts.csv": {
    table: "Bonpos_Preisfindung",
    columns: { ...POS, TYP: "a20", UST_SCHLUESSEL: 0, PF_BRUTTO: 5, PF_NETTO: 5, PF_UST: 5 },
  },
  "subitems.csv": {
    table: "Bonpos_Zusatzinfo",
    columns: {
      ...POS,
      ZI_ART_NR: "a50",
      ZI_GTIN: "a50",
      ZI_NAME: "a50",
      ZI_WARENGR_ID: "a40",
      ZI_WARENGR: "a50",
      ZI_MENGE: 3,
      ZI_FAKTOR: 3,
      ZI_EINHEIT: "a50",
      ZI_UST_SCHLUESSEL: 0,
      ZI_BASISPREIS_BRUTTO: 5,
      ZI_BASISPREIS_NETTO: 5,
      ZI_BASISPREIS_UST: 5,
    },
  },
} as const satisfies Record<string, DsfinvkFile>;

export type DsfinvkName = keyof typeof DSFINVK_FILES;

/** One row: text, or a number in major units, for some columns; others are empty. */
export type DsfinvkRow<Name extends DsfinvkName> = {
  readonly [Column in keyof (typeof DSFINVK_FILES)[Name]["columns"]]?: string | number | undefined;
};

/** Takes a row of a file. */
export type DsfinvkTaker = <Name extends DsfinvkName>(file: Name, row: DsfinvkRow<Name>) => void;

/** A row as its file has it: semicolons, texts in quotes and cut to length, decimals with a comma. */
export function dsfinvkLine<Name extends DsfinvkName>(file: Name, row: DsfinvkRow<Name>): string {
  const { columns }: DsfinvkFile = DSFINVK_FILES[file];
  const cells = row as Readonly<Record<string, string | number | undefined>>;
  const fields = Object.entries(columns).map(([column, kind]) => {
    const cell = cells[column];
    if (cell === undefined || cell === "") return "";
    if (typeof kind === "number") return Number(cell).toFixed(kind).replace(".", ",");
    return `"${String(cell)
      .slice(0, Number(kind.slice(1)))
      .replaceAll('"', '""')}"`;
  });
  return `${fields.join(";")}\r\n`;
}

/** The first line of a file. */
export function dsfinvkHead(file: DsfinvkName): string {
  return `${Object.keys(DSFINVK_FILES[file].columns).join(";")}\r\n`;
}

/** `index.xml`: what each file is, in the words of the German standard for handing over data (GDPdU). */
export function dsfinvkIndex(about: { readonly supplier: string; readonly place: string }): string {
  const tables = Object.entries(DSFINVK_FILES).map(([name, file]) => tableXml(name, file));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">',
    "<DataSet>",
    "  <Version>1.0</Version>",
    "  <DataSupplier>",
    `    <Name>${xml(about.supplier)}</Name>`,
    `    <Location>${xml(about.place)}</Location>`,
    `    <Comment>DSFinV-K ${TAXONOMY_VERSION}</Comment>`,
    "  </DataSupplier>",
    "  <Media>",
    "    <Name>DSFinV-K</Name>",
    ...tables,
    "  </Media>",
    "</DataSet>",
    "",
  ].join("\n");
}

export const TAXONOMY_VERSION = "2.3";

function tableXml(name: string, { table, columns }: DsfinvkFile): string {
  return [
    "    <Table>",
    `      <URL>${name}</URL>`,
    `      <Name>${table}</Name>`,
    `      <Description>${name}</Description>`,
    "      <UTF8/>",
    "      <DecimalSymbol>,</DecimalSymbol>",
    "      <DigitGroupingSymbol>.</DigitGroupingSymbol>",
    "      <Range><From>2</From></Range>",
    "      <VariableLength>",
    "        <ColumnDelimiter>;</ColumnDelimiter>",
    "        <RecordDelimiter>&#13;&#10;</RecordDelimiter>",
    '        <TextEncapsulator>"</TextEncapsulator>',
    ...Object.entries(columns).map(([column, kind]) => columnXml(column, kind)),
    "      </VariableLength>",
    "    </Table>",
  ].join("\n");
}

function columnXml(name: string, kind: Kind): string {
  const type =
    typeof kind === "string"
      ? `<AlphaNumeric/><MaxLength>${kind.slice(1)}</MaxLength>`
      : kind === 0
        ? "<Numeric/>"
        : `<Numeric><Accuracy>${kind}</Accuracy></Numeric>`;
  return `        <VariableColumn><Name>${name}</Name>${type}</VariableColumn>`;
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
