/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "ورديتك الأولى",
  "coach.open": "الوردية الأولى",
  "coach.how": "هذا تدريب: لا شيء يُباع أو يُحسب. F1 يشرح كل شاشة.",
  "coach.step.sign-in": "سجّل الدخول برمزك",
  "coach.step.scan": "امسح منتجًا أو اكتب اسمه واضغط Enter",
  "coach.step.client": "ابحث عن عميل بـ F6",
  "coach.step.pay": "حصّل المبلغ: F12 ثم المبلغ",
  "coach.step.return": "استرجع: F7 واختر البيع ثم أكّد",
  "coach.done": "تم. أنهِ التدريب من الإعدادات.",
};
