/** What tablets and phones on the floor say, and the till that lets them in. */
export const floor = {
  "settings.tab.floor": "Tabletas",
  "floor.isOpen": "Tabletas y teléfonos pueden trabajar por esta caja",
  "floor.isClosed": "Tabletas y teléfonos no tienen acceso",
  "floor.how":
    "Una tableta o un teléfono de la red de la tienda usa esta caja: necesita la caja, no internet. Cada uno tiene sus números de recibo.",
  "floor.fingerprint": "Certificado de esta caja: {print}",
  "floor.number": "Recibos {series} · desde el {day}",
  "floor.here": "conectada",
  "floor.away": "no está ahora",
  "floor.revoke": "Retirar",
  "floor.open": "Permitir tabletas",
  "floor.close": "No permitir ninguna",
  "floor.pair": "Añadir tableta o teléfono",
  "floor.showCode": "Mostrar el código",
  "floor.name": "¿Cómo se llama?",
  "floor.nameExample": "Tableta del escaparate",
  "floor.scanIt": "Escanee este código con el aparato antes de las {time}. Sirve una vez.",
  "floor.compare":
    "El aparato avisa de que no conoce la caja. Compare su certificado con este y siga:",
  "floor.lost.title": "Este aparato ha perdido la caja.",
  "floor.lost.text": "Lo hecho está a salvo en la caja. Acérquese; vuelve solo.",
  "floor.revoked.title": "Este aparato ya no puede trabajar aquí",
  "floor.revoked.text":
    "Se retiró en la caja. Lo vendido está a salvo allí. Para usarlo de nuevo, añádalo en la caja con otro código.",
  "camera.open": "Cámara",
  "camera.title": "Escanear con la cámara",
  "camera.how": "Ponga el código ante la cámara.",
  "camera.qrOnly": "Este navegador solo lee códigos QR. Teclee las cifras de un código de barras.",
  "camera.none": "La cámara no se puede usar. Permítala en el navegador o teclee las cifras.",
};
