/** What a screen reader says by itself when something changed. */
export const spoken = {
  "spoken.line": "{name}، {quantity}، {amount}. المجموع {total}",
  "spoken.removed": "أُزيل {name}. المجموع {total}",
  "spoken.total": "المجموع {total}",
  "spoken.change": "الباقي {amount}",
  "spoken.paidBack": "أُعيد {amount}",
};
