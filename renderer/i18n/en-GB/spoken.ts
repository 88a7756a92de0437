/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} removed. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Change {amount}",
  "spoken.paidBack": "Paid back {amount}",
} as const;
