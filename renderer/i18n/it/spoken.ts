/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Totale {total}",
  "spoken.removed": "{name} tolto. Totale {total}",
  "spoken.total": "Totale {total}",
  "spoken.change": "Resto {amount}",
  "spoken.paidBack": "Rimborsato {amount}",
};
