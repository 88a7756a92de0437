/**
 * The GS1 Application Identifiers as data: GS1 General Specifications section 3, and the web address
 * keys of the GS1 Digital Link URI Syntax. The rules that read this table are in gs1-value.ts.
 *
 * A row: identifier or range | flags | format | data title
 *   flags    = the length is predefined, so no separator follows (section 7.8.5)
 *            ? may stand as an attribute in a web address
 *   format   N digits, X the 82 signs, Y the 39 signs, Z the base64url signs; 6 exactly, ..20 up to;
 *            [] optional; after a colon what else must hold
 */

export type Alphabet = "N" | "X" | "Y" | "Z";

export interface Component {
  readonly alphabet: Alphabet;
  readonly length: number;
  /** Up to `length` signs, at least one. */
  readonly variable: boolean;
  readonly optional: boolean;
  readonly checks: readonly string[];
}

export interface Identifier {
  readonly ai: string;
  readonly title: string;
  readonly components: readonly Component[];
  /** The length if it is predefined: no separator follows such a value. */
  readonly predefinedLength: number | undefined;
  readonly linkAttribute: boolean;
}

const ROWS = `
00|=?|N18:mod10|SSCC
01|=?|N14:mod10|GTIN
02|=?|N14:mod10|CONTENT
03|=|N14:mod10|MTO GTIN
10|?|X..20|BATCH/LOT
11|=?|N6:date0|PROD DATE
12|=?|N6:date0|DUE DATE
13|=?|N6:date0|PACK DATE
15|=?|N6:date0|BEST BEFORE or BEST BY
16|=?|N6:date0|SELL BY
17|=?|N6:date0|USE BY or EXPIRY
20|=?|N2|VARIANT
21||X..20|SERIAL
22||X..20|CPV
235||X..28|TPX
240|?|X..30|ADDITIONAL ID
241|?|X..30|CUST. PART No.
242|?|N..6|MTO VARIANT
243|?|X..20|PCN
250|?|X..30|SECONDARY SERIAL
251|?|X..30|REF. TO SOURCE
253|?|N13:mod10 [X..17]|GDTI
254||X..20|GLN EXTENSION COMPONENT
255|?|N13:mod10 [N..12]|GCN
30|?|N..8|VAR. COUNT
3100-3105|=?|N6|NET WEIGHT (kg)
3110-3115|=?|N6|LENGTH (m)
3120-3125|=?|N6|WIDTH (m)
3130-3135|=?|N6|HEIGHT (m)
3140-3145|=?|N6|AREA (m2)
3150-3155|=?|N6|NET VOLUME (l)
3160-3165|=?|N6|NET VOLUME (m3)
3200-3205|=?|N6|NET WEIGHT (lb)
3210-3215|=?|N6|LENGTH (in)
3220-3225|=?|N6|LENGTH (ft)
3230-3235|=?|N6|LENGTH (yd)
3240-3245|=?|N6|WIDTH (in)
3250-3255|=?|N6|WIDTH (ft)
3260-3265|=?|N6|WIDTH (yd)
3270-3275|=?|N6|HEIGHT (in)
3280-3285|=?|N6|HEIGHT (ft)
3290-3295|=?|N6|HEIGHT (yd)
3300-3305|=?|N6|GROSS WEIGHT (kg)
3310-3315|=?|N6|LENGTH (m), log
3320-3325|=?|N6|WIDTH (m), log
3330-3335|=?|N6|HEIGHT (m), log
3340-3345|=?|N6|AREA (m2), log
3350-3355|=?|N6|VOLUME (l), log
3360-3365|=?|N6|VOLUME (m3), log
3370-3375|=?|N6|KG PER m2
3400-3405|=?|N6|GROSS WEIGHT (lb)
3410-3415|=?|N6|LENGTH (in), log
3420-3425|=?|N6|LENGTH (ft), log
3430-3435|=?|N6|LENGTH (yd), log
3440-3445|=?|N6|WIDTH (in), log
3450-3455|=?|N6|WIDTH (ft), log
3460-3465|=?|N6|WIDTH (yd), log
3470-3475|=?|N6|HEIGHT (in), log
3480-3485|=?|N6|HEIGHT (ft), log
3490-3495|=?|N6|HEIGHT (yd), log
3500-3505|=?|N6|AREA (in2)
3510-3515|=?|N6|AREA (ft2)
3520-3525|=?|N6|AREA (yd2)
3530-3535|=?|N6|AREA (in2), log
3540-3545|=?|N6|AREA (ft2), log
3550-3555|=?|N6|AREA (yd2), log
3560-3565|=?|N6|NET WEIGHT (t oz)
3570-3575|=?|N6|NET VOLUME (oz)
3600-3605|=?|N6|NET VOLUME (qt)
3610-3615|=?|N6|NET VOLUME (gal.)
3620-3625|=?|N6|VOLUME (qt), log
3630-3635|=?|N6|VOLUME (gal.), log
3640-3645|=?|N6|NET VOLUME (in3)
3650-3655|=?|N6|NET VOLUME (ft3)
3660-3665|=?|N6|NET VOLUME (yd3)
3670-3675|=?|N6|VOLUME (in3), log
3680-3685|=?|N6|VOLUME (ft3), log
3690-3695|=?|N6|VOLUME (yd3), log
37|?|N..8|COUNT
3900-3909|?|N..15|AMOUNT
3910-3919|?|N3:currency N..15|AMOUNT
3920-3929|?|N..15|PRICE
3930-3939|?|N3:currency N..15|PRICE
3940-3943|?|N4|PRCNT OFF
3950-3955|?|N6|PRICE/UoM
400|?|X..30|ORDER NUMBER
401|?|X..30:prefix|GINC
402|?|N17:mod10|GSIN
403|?|X..30|ROUTE
410|=?|N13:mod10|SHIP TO LOC
411|=?|N13:mod10|BILL TO
412|=?|N13:mod10|PURCHASE FROM
413|=?|N13:mod10|SHIP FOR LOC
414|=?|N13:mod10|LOC No.
415|=?|N13:mod10|PAY TO
416|=?|N13:mod10|PROD/SERV LOC
417|=?|N13:mod10|PARTY
420|?|X..20|SHIP TO POST
421|?|N3:country X..9|SHIP TO POST
422|?|N3:country|ORIGIN
423|?|N3:country [N3:country] [N3:country] [N3:country] [N3:country]|COUNTRY - INITIAL PROCESS
424|?|N3:country|COUNTRY - PROCESS
425|?|N3:country [N3:country] [N3:country] [N3:country] [N3:country]|COUNTRY - DISASSEMBLY
426|?|N3:country|COUNTRY - FULL PROCESS
427|?|X..3|ORIGIN SUBDIVISION
4300|?|X..35:percent|SHIP TO COMP
4301|?|X..35:percent|SHIP TO NAME
4302|?|X..70:percent|SHIP TO ADD1
4303|?|X..70:percent|SHIP TO ADD2
4304|?|X..70:percent|SHIP TO SUB
4305|?|X..70:percent|SHIP TO LOC
4306|?|X..70:percent|SHIP TO REG
4307|?|X2:country2|SHIP TO COUNTRY
4308|?|X..30|SHIP TO PHONE
4309|?|N10:latitude N10:longitude|SHIP TO GEO
4310|?|X..35:percent|RTN TO COMP
4311|?|X..35:percent|RTN TO NAME
4312|?|X..70:percent|RTN TO ADD1
4313|?|X..70:percent|RTN TO ADD2
4314|?|X..70:percent|RTN TO SUB
4315|?|X..70:percent|RTN TO LOC
4316|?|X..70:percent|RTN TO REG
4317|?|X2:country2|RTN TO COUNTRY
4318|?|X..20|RTN TO POST
4319|?|X..30|RTN TO PHONE
4320|?|X..35:percent|SRV DESCRIPTION
4321|?|N1:yesno|DANGEROUS GOODS
4322|?|N1:yesno|AUTH TO LEAVE
4323|?|N1:yesno|SIG REQUIRED
4324|?|N6:date0 N4:clock|NOT BEF DEL DT
4325|?|N6:date0 N4:clock|NOT AFT DEL DT
4326|?|N6:date|REL DATE
4330|?|N6 [X1:hyphen]|MAX TEMP F.
4331|?|N6 [X1:hyphen]|MAX TEMP C.
4332|?|N6 [X1:hyphen]|MIN TEMP F.
4333|?|N6 [X1:hyphen]|MIN TEMP C.
7001|?|N13|NSN
7002|?|X..30|MEAT CUT
7003|?|N6:date N4:clock|EXPIRY TIME
7004|?|N..4|ACTIVE POTENCY
7005|?|X..12|CATCH AREA
7006|?|N6:date|FIRST FREEZE DATE
7007|?|N6:date [N6:date]|HARVEST DATE
7008|?|X..3|AQUATIC SPECIES
7009|?|X..10|FISHING GEAR TYPE
7010|?|X..2|PROD METHOD
7011|?|N6:date [N4:clock]|TEST BY DATE
7020|?|X..20|REFURB LOT
7021|?|X..20|FUNC STAT
7022|?|X..20|REV STAT
7023|?|X..30:prefix|GIAI - ASSEMBLY
7030-7039|?|N3:country999 X..27|PROCESSOR #
7040||N1 X1 X1 X1:importer|UIC+EXT
7041||X..4:unit|UFRGT UNIT TYPE
710|?|X..20|NHRN PZN
711|?|X..20|NHRN CIP
712|?|X..20|NHRN CN
713|?|X..20|NHRN DRN
714|?|X..20|NHRN AIM
715|?|X..20|NHRN NDC
716|?|X..20|NHRN AIC
717|?|X..20|NHRN SRN
7230-7239|?|X2 X..28|CERT #
7240|?|X..20|PROTOCOL
7241|?|N2:media|AIDC MEDIA TYPE
7242|?|X..25|VCN
7250|?|N8:longdate|DOB
7251|?|N8:longdate N4:clock|DOB TIME
7252|?|N1:sex|BIO SEX
7253|?|X..40:percent|FAMILY NAME
7254|?|X..40:percent|GIVEN NAME
7255|?|X..10|SUFFIX
7256|?|X..90:percent|FULL NAME
7257|?|X..70:percent|PERSON ADDR
7258|?|X3:sequence|BIRTH SEQUENCE
7259|?|X..40:percent|BABY
8001|?|N4:nonzero N5:nonzero N3:nonzero N1:winding N1|DIMENSIONS
8002|?|X..20|CMT No.
8003|?|N1:zero N13:mod10 [X..16]|GRAI
8004|?|X..30:prefix|GIAI
8005|?|N6|PRICE PER UNIT
8006|?|N14:mod10 N4:piece|ITIP
8007|?|X..34:iban|IBAN
8008|?|N6:date N2:hour [N2:minute] [N2:minute]|PROD TIME
8009|?|X..50|OPTSEN
8010|?|Y..30:prefix|CPID
8011||N..12:nozero|CPID SERIAL
8012|?|X..20|VERSION
8013|?|X..25:pair:prefix|GMN
8014||X..25:pair:prefix:nondigit|MUDI
8017|?|N18:mod10|GSRN - PROVIDER
8018|?|N18:mod10|GSRN - RECIPIENT
8019||N..10|SRIN
8020||X..25|REF No.
8026|?|N14:mod10 N4:piece|ITIP CONTENT
8030|?|Z..90|DIGSIG
8040||N15|IMEI
8041||N15|IMEI2
8042||N32|ESIM
8043||N18 [N..2]|PSIM
8110|?|X..70:coupon|COUPON
8111|?|N4|POINTS
8112|?|X..70:offer|COUPON
8200||X..70|PRODUCT URL
90|?|X..30|INTERNAL
91-99|?|X..90|INTERNAL`;

/** Keys of a web address with the qualifiers that may follow, in this order; `|` parts choices. */
const LINK_KEYS: Readonly<Record<string, string>> = {
  "00": "",
  "01": "22,10,21|235",
  "253": "",
  "255": "",
  "401": "",
  "402": "",
  "414": "254|7040",
  "415": "8020",
  "417": "7040",
  "8003": "",
  "8004": "7040",
  "8006": "22,10,21",
  "8010": "8011",
  "8013": "",
  "8017": "8019",
  "8018": "8019",
};

const TABLE: ReadonlyMap<string, Identifier> = new Map(
  ROWS.trim()
    .split("\n")
    .flatMap(readRow)
    .map((identifier) => [identifier.ai, identifier]),
);

/** The identifier with exactly these digits. */
export function identifierOf(ai: string): Identifier | undefined {
  return TABLE.get(ai);
}

/** The identifier that a run of element data begins with. No identifier begins another one. */
export function leadingIdentifier(data: string, from: number): Identifier | undefined {
  for (let length = 2; length <= 4; length += 1) {
    const identifier = TABLE.get(data.slice(from, from + length));
    if (identifier !== undefined) return identifier;
  }
  return undefined;
}

/** The qualifiers a web address key may have, as ordered choices; `undefined` when it is no key. */
export function linkQualifiers(ai: string): readonly (readonly string[])[] | undefined {
  const choices = Object.hasOwn(LINK_KEYS, ai) ? LINK_KEYS[ai] : undefined;
  return choices?.split("|").map((choice) => (choice === "" ? [] : choice.split(",")));
}

/** Every identifier, for tests and for lists. */
export function identifiers(): readonly Identifier[] {
  return [...TABLE.values()];
}

function readRow(row: string): Identifier[] {
  const [range = "", flags = "", format = "", title = ""] = row.split("|");
  const components = format.split(" ").map(readComponent);
  const predefinedLength = flags.includes("=")
    ? components.reduce((sum, component) => sum + component.length, 0)
    : undefined;
  const linkAttribute = flags.includes("?");
  const [first = "", last = first] = range.split("-");
  const list: Identifier[] = [];
  for (let ai = Number(first); ai <= Number(last); ai += 1) {
    const digits = String(ai).padStart(first.length, "0");
    list.push({ ai: digits, title, components, predefinedLength, linkAttribute });
  }
  return list;
}

function readComponent(text: string): Component {
  const optional = text.startsWith("[");
  const [form = "", ...checks] = (optional ? text.slice(1, -1) : text).split(":");
  const variable = form.startsWith("..", 1);
  return {
    alphabet: form.charAt(0) as Alphabet,
    length: Number(form.slice(variable ? 3 : 1)),
    variable,
    optional,
    checks,
  };
}
