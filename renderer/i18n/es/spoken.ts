/** What a screen reader says by itself when something changed, and words for what has only a sign. */
export const spoken = {
  "spoken.line": "{name}, {quantity}, {amount}. Total {total}",
  "spoken.removed": "{name} quitado. Total {total}",
  "spoken.total": "Total {total}",
  "spoken.change": "Cambio {amount}",
  "spoken.paidBack": "Devuelto {amount}",
  "choice.any": "Cualquiera",
  "choice.none": "Aún sin elegir",
  "field.show": "Mostrar lo escrito",
};
