/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} retiré. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Rendu {amount}",
  "spoken.paidBack": "Remboursé {amount}",
};
