/** Spanish: what en-GB/labels.ts says. */
export const labels = {
  "stock.tab.labels": "Etiquetas",
  "labels.day": "Precios que cambian",
  "labels.today": "Hoy",
  "labels.tomorrow": "Mañana",
  "labels.state": "Mostrar",
  "labels.state.due": "Por imprimir ({count})",
  "labels.state.printed": "Por colgar ({count})",
  "labels.state.hung": "Colgadas ({count})",
  "labels.area": "Sección",
  "labels.everywhere": "Todas las secciones",
  "labels.noArea": "Sin sección",
  "labels.looking": "Buscando qué etiquetas cambian …",
  "labels.none.due":
    "Nada por imprimir. Una etiqueta aparece aquí cuando cambia su precio o su oferta.",
  "labels.none.printed": "Nada por colgar. Una etiqueta aparece aquí cuando está impresa.",
  "labels.none.hung": "Aún no cuelga ninguna. Una etiqueta aparece aquí cuando alguien lo dice.",
  "labels.all.due": "{count, plural, one {Imprimir # etiqueta} other {Imprimir # etiquetas}}",
  "labels.all.printed":
    "{count, plural, one {# etiqueta está colgada} other {Las # etiquetas están colgadas}}",
  "labels.all.hung":
    "{count, plural, one {Imprimir # etiqueta otra vez} other {Imprimir # etiquetas otra vez}}",
  "labels.from": "desde {time}",
  "labels.is.printed": "{count, plural, =0 {impresa} one {impresa} other {impresa # veces}}",
  "labels.is.hung": "colgada",
  "labels.printOne": "Imprimir",
  "labels.printAgain": "Imprimir otra vez",
  "labels.hang": "Está colgada",
  "labels.hung":
    "{count, plural, one {# etiqueta está colgada.} other {# etiquetas están colgadas.}}",
  "labels.print": "{count, plural, one {Imprimir # etiqueta} other {Imprimir # etiquetas}}",
  "labels.printNow": "Imprimir",
  "labels.noPrice": "Ninguno de estos productos tiene un precio que imprimir.",
  "labels.again":
    "{count, plural, one {# de ellas ya se imprimió.} other {# de ellas ya se imprimieron.}}",
  "labels.where": "¿Dónde?",
  "labels.sheet": "Hojas A4",
  "labels.sheetSize": "Etiquetas por hoja",
  "labels.startAt": "Primera etiqueta libre de la hoja",
  "labels.copies": "De cada una",
  "labels.preview": "Cómo quedará",
  "labels.cameOut": "¿Han salido todas las etiquetas?",
  "labels.cameOutHow":
    "{count, plural, one {# etiqueta se envió a la impresora que eligió.} other {# etiquetas se enviaron a la impresora que eligió.}} Si falta una hoja, vuelva e imprima otra vez: aún no se ha anotado nada.",
  "labels.allOut": "Han salido todas",
  "labels.printed":
    "{printed, plural, one {# etiqueta impresa} other {# etiquetas impresas}}{again, plural, =0 {.} other {, # de ellas otra vez.}}",
  "labels.printLabel": "Imprimir su etiqueta",
  "labels.ofDelivery":
    "{count, plural, one {Imprimir la etiqueta de # producto} other {Imprimir las etiquetas de # productos}}",
};
