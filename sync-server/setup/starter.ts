/**
 * What every shop needs on its first day and nobody wants to type: roles, reasons, tenders, the policy.
 * Data of the chain from then on, changed like any other. Names in the shop's own language.
 */
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingKind } from "#shared/records/rows/setting.ts";
import type { SettingBody } from "#shared/records/settings/index.ts";
import type { AnyChange } from "../entries/working-set.ts";

export const OWNER_ROLE = "role-owner";
export const STORE_POLICY = "policy-main";

const CASHIER = [
  "sell",
  "discount",
  "return",
  "no-sale",
  "shift",
  "x",
  "clients",
  "stock",
  "training",
  "hold",
];
const MANAGER = [
  ...CASHIER,
  ...["price", "return-no-receipt", "correct", "void", "cash-move", "z", "reports", "settings"],
  ...["approve", "drill", "hold-cancel"],
];

/** The tax category of what is no supply: it carries no tax in any zone. */
export const OUTSIDE_OF_TAX = "outside";

const AHEAD = "product-ahead";
const GIFT_CARD = "product-gift-card";

/** Words by language in the order en, de, fr, es, it. */
const LANGUAGES = ["en", "de", "fr", "es", "it"];
type Words = readonly [string, string, string, string, string];

const ROLE_NAMES: Readonly<Record<string, Words>> = {
  [OWNER_ROLE]: ["Owner", "Inhaber", "Gérant", "Titular", "Titolare"],
  "role-manager": ["Manager", "Filialleitung", "Responsable", "Encargado", "Responsabile"],
  "role-cashier": ["Cashier", "Verkauf", "Vendeur", "Dependiente", "Cassiere"],
};

const REASONS: readonly (readonly [
  string,
  SettingBody<"reason">["for"],
  Words,
  SettingBody<"reason">["disposition"]?,
])[] = [
  [
    "goodwill",
    "discount",
    ["Goodwill", "Kulanz", "Geste commercial", "Gesto comercial", "Gesto commerciale"],
  ],
  ["damaged", "discount", ["Damaged", "Beschädigt", "Abîmé", "Dañado", "Danneggiato"]],
  [
    "price-match",
    "price",
    ["Price match", "Preisgarantie", "Alignement de prix", "Igualar precio", "Allineamento prezzo"],
  ],
  [
    "unwanted",
    "return",
    ["Not wanted", "Gefällt nicht", "Ne convient pas", "No lo quiere", "Non gradito"],
    "resell",
  ],
  [
    "wrong-size",
    "return",
    ["Wrong size", "Falsche Größe", "Mauvaise taille", "Talla equivocada", "Taglia sbagliata"],
    "resell",
  ],
  ["faulty", "return", ["Faulty", "Defekt", "Défectueux", "Defectuoso", "Difettoso"], "bin"],
  [
    "change-needed",
    "pay-in",
    ["Change fetched", "Wechselgeld geholt", "Monnaie ajoutée", "Cambio traído", "Resto aggiunto"],
  ],
  [
    "expense",
    "pay-out",
    ["Small expense", "Kleine Ausgabe", "Petite dépense", "Gasto menor", "Piccola spesa"],
  ],
  [
    "drawer-full",
    "drop",
    [
      "Drawer too full",
      "Kasse zu voll",
      "Tiroir trop plein",
      "Caja demasiado llena",
      "Cassetto troppo pieno",
    ],
  ],
  [
    "change",
    "no-sale",
    [
      "Change for a customer",
      "Geld gewechselt",
      "Faire la monnaie",
      "Cambio a un cliente",
      "Cambio a un cliente",
    ],
  ],
  ["unknown", "difference", ["Not known", "Unbekannt", "Inconnu", "Desconocido", "Non noto"]],
  ["broken", "stock", ["Broken", "Bruch", "Casse", "Roto", "Rotto"]],
  ["missing", "stock", ["Missing", "Fehlt", "Manquant", "Falta", "Mancante"]],
  [
    "end-of-line",
    "markdown",
    ["End of line", "Auslauf", "Fin de série", "Fin de serie", "Fine serie"],
  ],
  [
    "certificate",
    "exemption",
    [
      "Certificate shown",
      "Nachweis gezeigt",
      "Attestation présentée",
      "Certificado presentado",
      "Certificato mostrato",
    ],
  ],
  [
    "rung-wrong",
    "void",
    [
      "Rung up wrongly",
      "Falsch erfasst",
      "Erreur de saisie",
      "Error al registrar",
      "Errore di battitura",
    ],
  ],
  [
    "no-capacity",
    "decline",
    ["No hands free", "Keine Zeit", "Personne de libre", "Nadie disponible", "Nessuno libero"],
  ],
];

const TENDERS: readonly (readonly [string, string, Words])[] = [
  ["cash", "cash", ["Cash", "Bar", "Espèces", "Efectivo", "Contanti"]],
  ["card", "card-external", ["Card", "Karte", "Carte", "Tarjeta", "Carta"]],
  [
    "gift-card",
    "gift-card",
    ["Gift card", "Gutschein", "Carte cadeau", "Tarjeta regalo", "Buono regalo"],
  ],
  ["credit", "credit", ["Store credit", "Guthaben", "Avoir", "Vale", "Buono"]],
  ["points", "points", ["Points", "Punkte", "Points", "Puntos", "Punti"]],
];

const OUTSIDE_NAME: Words = [
  "Outside of tax",
  "Ohne Steuer",
  "Hors taxe",
  "Sin impuesto",
  "Fuori campo imposta",
];

/** What a shop sells without having it on a shelf: money paid ahead, and money on a card. */
const VALUES: readonly (readonly [string, "deposit" | "gift-card", string, Words])[] = [
  [AHEAD, "deposit", "AHEAD", ["Paid ahead", "Anzahlung", "Acompte", "Pago a cuenta", "Acconto"]],
  [
    GIFT_CARD,
    "gift-card",
    "GIFT-CARD",
    ["Gift card", "Gutschein", "Carte cadeau", "Tarjeta regalo", "Buono regalo"],
  ],
];

/** Whether a shop was given a product on its first day: it brought none of its own with it. */
export function isStarterProduct(id: string): boolean {
  return VALUES.some(([one]) => one === id);
}

/** Money paid ahead and gift cards as products, untaxed, with the category that makes them so. */
export function starterProducts(locale: string): readonly AnyChange[] {
  const products = VALUES.map(([id, kind, sku, words]): AnyChange => {
    const row: Rows["products"] = {
      ...{ id, kind, sku, name: said(words, locale), taxCategoryId: OUTSIDE_OF_TAX },
      ...{ gtins: [], categoryIds: [], tags: [], unit: "piece", units: [], attributes: {} },
      ...{ weighed: false, tracks: "none", popularity: 0, discontinued: false },
    };
    return { table: "products", id, row };
  });
  const name = said(OUTSIDE_NAME, locale);
  return [settingChange("tax-category", OUTSIDE_OF_TAX, { name }), ...products];
}

/** A setting as a change to be written. */
export function settingChange<Kind extends SettingKind>(
  kind: Kind,
  id: string,
  body: SettingBody<Kind>,
): AnyChange {
  const row: Rows["settings"] = { id, kind, body: body as Record<string, unknown> };
  return { table: "settings", id, row };
}

/** The roles a shop begins with. */
export function starterRoles(locale: string): readonly AnyChange[] {
  const role = (id: string, permissions: readonly string[], share: number): AnyChange =>
    settingChange("role", id, {
      name: said(ROLE_NAMES[id] as Words, locale),
      permissions: [...permissions],
      discountLimitBasisPoints: share,
      priceChangeLimitBasisPoints: share,
      refundLimitMinor: share * 100,
      approves: share < 5_000 ? [] : [...MANAGER],
    });
  return [
    role(OWNER_ROLE, [...MANAGER, "hq", "chain"], 10_000),
    role("role-manager", MANAGER, 5_000),
    role("role-cashier", CASHIER, 500),
  ];
}

/** Reasons, tenders and the policy of a new shop; `cashIncrementMinor` is the smallest coin. */
export function starterSettings(locale: string, cashIncrementMinor: number): readonly AnyChange[] {
  return [
    ...REASONS.map(([id, purpose, words, disposition]) =>
      settingChange("reason", `reason-${id}`, {
        name: said(words, locale),
        for: purpose,
        ...(disposition === undefined ? {} : { disposition }),
      }),
    ),
    ...TENDERS.map(([id, kind, words], order) =>
      settingChange("tender-type", `tender-${id}`, {
        kind,
        name: said(words, locale),
        needsReference: kind === "gift-card",
        refundable: true,
        opensDrawer: kind === "cash",
        order,
      }),
    ),
    settingChange("policy", STORE_POLICY, policy(cashIncrementMinor)),
    settingChange("loyalty", "loyalty-main", {
      pointsPerMajor: 1,
      minorPerPoint: 1,
      tiers: [],
      birthdayPoints: 0,
      referralPoints: 0,
    }),
  ];
}

function policy(cashIncrementMinor: number): SettingBody<"policy"> {
  return {
    tax: { scope: "line", mode: "half_up", keep: "keep_included_price", incrementMinor: 1 },
    offers: {
      order: "priority_desc",
      stacking: "sequential",
      rounding: "half_up",
      remainder: "largest_remainder",
      weights: "net",
    },
    cashRounding: { incrementMinor: cashIncrementMinor, mode: "half_up" },
    quantityRounding: "half_up",
    returns: {
      windowDays: 30,
      noReceiptCapMinor: 5_000,
      noReceiptTender: "credit",
      noReceiptIdentity: false,
      restockingFeeBasisPoints: 0,
      maxPerClientPerMonth: 5,
    },
    shift: { blind: true, differenceLimitMinor: 500 },
    stock: { staleAfterMinutes: 60, warnNegative: true },
    offline: {
      badgeDays: 14,
      clientLeaseHours: 72,
      storedForwardPerSaleMinor: 10_000,
      storedForwardPerRegisterMinor: 100_000,
      valueLimitPerDayMinor: 20_000,
    },
    idleLockSeconds: 600,
    holds: {
      quoteDays: 14,
      layawayDays: 90,
      firstPaymentBasisPoints: 2_000,
      cancelFeeMinor: 0,
      depositProductId: AHEAD,
    },
    giftCards: { makesNumbers: true },
    receipt: { print: "always", email: true, qr: true },
  };
}

function said(words: Words, locale: string): string {
  const at = LANGUAGES.indexOf(locale.split("-")[0] ?? "");
  return words[at < 0 ? 0 : at] ?? words[0];
}
