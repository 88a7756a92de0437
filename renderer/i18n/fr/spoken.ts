/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} retiré. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Rendu {amount}",
  "spoken.paidBack": "Remboursé {amount}",
  "choice.any": "N’importe lequel",
  "choice.none": "Pas encore choisi",
  "field.show": "Montrer la saisie",
};
