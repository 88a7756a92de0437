/** Spanish: what en-GB/help.ts says. */
export const help = {
  "nav.returns": "Devoluciones",
  "nav.stock": "Existencias",
  "nav.orders": "Pedidos",
  "nav.work": "Por revisar",
  "nav.settings": "Ajustes",
  "palette.open": "Buscar una acción",
  "palette.title": "¿Qué quiere hacer?",
  "palette.label": "Escriba unas letras",
  "palette.nothing": "Nada se llama «{query}».",
  "palette.client": "Buscar un cliente",
  "palette.line": "Cambiar la última línea",
  "palette.park": "Aparcar o retomar una cesta",
  "palette.undo": "Recuperar lo quitado",
  "help.open": "Ayuda",
  "help.title": "Ayuda de esta pantalla",
  "help.keys": "Teclas",
  "help.escape": "Un paso atrás; la cesta se queda",
  "help.signIn.q": "¿Cómo entro?",
  "help.signIn.a": "Pulse su nombre, escriba su PIN y pulse Intro. O escanee su tarjeta.",
  "help.sell.q": "¿Cómo vendo algo?",
  "help.sell.a":
    "Escanéelo, esté lo que esté en pantalla. Sin código, escriba parte del nombre y pulse Intro. Pulse el nombre de una línea para cambiar cantidad, precio o nota.",
  "help.pay.q": "¿Cómo se paga?",
  "help.pay.a":
    "Pulse F12. Pulse lo entregado, o escriba un importe y pulse una forma de pago. El resto queda por pagar.",
  "help.wrong.q": "Algo estaba mal. ¿Y ahora?",
  "help.wrong.a":
    "Antes de pagar: pulse ✕ en la línea, o Ctrl+Z para recuperarla. Después: abra Ventas, elija la venta y pulse Corregir.",
  "help.offline.q": "Dice Sin conexión. ¿Puedo seguir?",
  "help.offline.a":
    "Sí, como siempre. Cada venta se guarda aquí y se envía sola al volver la conexión.",
  "help.find.q": "¿Cómo encuentro una venta?",
  "help.find.a":
    "Escanee su recibo, o escriba un número, un cliente, un producto, un importe o las cuatro últimas cifras de la tarjeta.",
  "help.client.q": "¿Cómo encuentro a un cliente?",
  "help.client.a":
    "Escriba parte del nombre, teléfono, correo o tarjeta. También se encuentra un nombre mal escrito.",
  "help.drawer.q": "¿Cómo cierro el día?",
  "help.drawer.a":
    "Pulse Contar y cerrar, cuente el cajón y confirme. Dé una razón si difiere y pulse Cerrar e imprimir el Z. También funciona sin conexión.",
  "help.return.q": "¿Cómo acepto una devolución?",
  "help.return.a":
    "Escanee el recibo o busque la venta. Elija qué vuelve y por qué, mire lo que se devuelve y pulse Devolver. Lo de la cesta se descuenta.",
  "help.stock.q": "¿Cómo cuento o recibo?",
  "help.stock.a":
    "Elija Recibir, Contar o Mover y escanee cada pieza; cada lectura suma uno. Se puede seguir vendiendo.",
  "help.orders.q": "¿Qué hago con un pedido?",
  "help.orders.a":
    "Tome el primero: busque sus artículos, pulse Preparado y luego Listo. Pulse Entregado cuando el cliente lo tenga.",
  "help.work.q": "¿Por qué hay algo aquí?",
  "help.work.a":
    "Resultó distinto después, o alguien lo pidió. Se dice qué vale mientras tanto. Pulse una respuesta; se puede retirar.",
  "help.figures.q": "¿Qué ventas hay en estas cifras?",
  "help.figures.a":
    "Todas las de esta tienda que han llegado, y las de esta caja que aún están solo aquí.",
  "help.devices.q": "¿Cómo instalo una impresora?",
  "help.devices.a":
    "Pulse Añadir un aparato, elija qué es y cómo está conectado, e imprima una prueba. Queda instalado para esta caja.",
  "work.waiting": "{count} por revisar",
} as const;
