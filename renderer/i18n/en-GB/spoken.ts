/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} removed. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Change {amount}",
  "spoken.paidBack": "Paid back {amount}",
  "choice.any": "Any",
  "choice.none": "Not chosen yet",
  "field.show": "Show what is typed",
} as const;
