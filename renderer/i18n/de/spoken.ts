/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Summe {total}",
  "spoken.removed": "{name} entfernt. Summe {total}",
  "spoken.total": "Summe {total}",
  "spoken.change": "Rückgeld {amount}",
  "spoken.paidBack": "Ausgezahlt {amount}",
  "choice.any": "Jede",
  "choice.none": "Noch nicht gewählt",
  "field.show": "Eingabe zeigen",
};
