/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "ورديتك الأولى",
  "coach.open": "الوردية الأولى",
  "coach.how": "هذا تدريب: لا شيء يُباع أو يُحسب. F1 يشرح كل شاشة.",
  "coach.step.sign-in": "اضغط اسمك واكتب رمزك واضغط [Enter]",
  "coach.step.scan": "اضغط [F2] وامسح منتجًا. بلا ماسح اضغط [/] واكتب جزءًا من اسمه واضغط [Enter]",
  "coach.step.client": "جد عميلًا: اضغط [F6] واكتب ثلاثة أحرف من الاسم واضغط [Enter]",
  "coach.step.pay": "حصّل المبلغ: اضغط [F12]، وللمبلغ المضبوط نقدًا [F12] مرة أخرى",
  "coach.step.next": "رحّب بالعميل التالي: اضغط [Enter]",
  "coach.step.return":
    "البضاعة تعود: اضغط [F7] ثم [Enter] لآخر بيع و[A] للكل و[1] للسبب و[F12] لإعادة المبلغ",
  "guide.restart": "ابدأ الجولة من جديد",
  "coach.done": "تم. أنهِ التدريب من الإعدادات.",
};
