/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} quitado. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Cambio {amount}",
  "spoken.paidBack": "Devuelto {amount}",
};
