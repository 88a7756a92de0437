/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Summe {total}",
  "spoken.removed": "{name} entfernt. Summe {total}",
  "spoken.total": "Summe {total}",
  "spoken.change": "Rückgeld {amount}",
  "spoken.paidBack": "Ausgezahlt {amount}",
};
