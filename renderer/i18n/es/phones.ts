/** Spanish: what en-GB/phones.ts says. */
export const phones = {
  "settings.tab.phones": "Teléfonos",
  "phones.title": "Autorizar por teléfono",
  "phones.how":
    "Quien puede autorizar vincula aquí su propio teléfono, una vez y con conexión. Después responde con un código al número de cualquier caja de la tienda, aunque ninguno tenga conexión.",
  "phones.pin": "Su PIN",
  "phones.pair": "Vincular mi teléfono",
  "phones.scanIt": "Escanee esto con el teléfono antes de las {time}. Se muestra una sola vez.",
  "phones.paired": "Vinculado",
  "phones.none": "Sin teléfono",
  "phones.forget": "Retirar",
  "phones.forgetOf": "Retirar el teléfono de {name}",
  "phones.mayNot": "Su función no autoriza nada, así que no hay teléfono que vincular.",
  "approval.way": "Cómo se autoriza",
  "approval.byPin": "En esta caja",
  "approval.byCode": "Por teléfono",
  "approval.howCode":
    "Deje que lo escaneen o léalo en voz alta. Luego escriba el código que muestre el teléfono.",
  "approval.scanIt": "Lo que el teléfono debe saber",
  "approval.tell": "Esta caja pide:",
  "approval.until": "Vale hasta las {time}.",
  "approval.newNumber": "Número nuevo",
  "approval.code": "Código del teléfono",
  "approval.noPhones":
    "Nadie que pueda autorizar esto ha vinculado un teléfono. Ajustes, Teléfonos.",
  "approve.title": "Autorizar a distancia",
  "approve.notPaired":
    "Este teléfono no está vinculado. Entre en una caja, abra Ajustes, Teléfonos, pulse Vincular mi teléfono y escanee lo que muestre.",
  "approve.pairHow":
    "Este teléfono autorizará en su nombre. Bloquéelo al dejarlo y haga que lo retiren en una caja si lo pierde.",
  "approve.pairHere": "Vincular este teléfono",
  "approve.till": "Caja",
  "approve.tillUnknown": "Una caja que este teléfono no conoce",
  "approve.what": "Para qué",
  "approve.amount": "Importe",
  "approve.share": "Porcentaje",
  "approve.ifRead": "Déjelo vacío si no se lee ninguno.",
  "approve.number": "Número en la caja",
  "approve.before": "Pregunte quién es y por qué antes de mostrar el código.",
  "approve.show": "Mostrar el código",
  "approve.readOut": "Léalo en voz alta. Solo deja pasar esto, una vez, durante diez minutos.",
  "approve.another": "Otra cosa",
  "approve.typeIn":
    "Escriba lo que le lean, o escanee con la cámara el código de la pantalla de la caja.",
  "approve.look": "Verlo",
  "approve.delete": "Borrar de este teléfono",
};
