/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}، {quantity}، {amount}. المجموع {total}",
  "spoken.removed": "أُزيل {name}. المجموع {total}",
  "spoken.total": "المجموع {total}",
  "spoken.change": "الباقي {amount}",
  "spoken.paidBack": "أُعيد {amount}",
  "choice.any": "أي طريقة",
  "choice.none": "لم يُختر بعد",
  "field.show": "أظهر المكتوب",
};
