/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Totale {total}",
  "spoken.removed": "{name} tolto. Totale {total}",
  "spoken.total": "Totale {total}",
  "spoken.change": "Resto {amount}",
  "spoken.paidBack": "Rimborsato {amount}",
  "choice.any": "Qualsiasi",
  "choice.none": "Non ancora scelto",
  "field.show": "Mostra ciò che è scritto",
};
