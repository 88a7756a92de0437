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
  "help.signIn.a":
    "Pulse su nombre, escriba su PIN y pulse [Enter] o {enter}. O escanee su tarjeta.",
  "help.sell.q": "¿Cómo vendo algo?",
  "help.sell.a":
    "Escanéelo, esté lo que esté en pantalla. Sin código, pulse [/], escriba parte del nombre en {search} y pulse [Enter]. Pulse el nombre de una línea para cambiar cantidad, precio o nota.",
  "help.pay.q": "¿Cómo se paga?",
  "help.pay.a":
    "Pulse {pay} o [F12]. Pulse lo entregado, o escriba un importe y pulse una forma de pago. El resto queda por pagar.",
  "help.wrong.q": "Algo estaba mal. ¿Y ahora?",
  "help.wrong.a":
    "Antes de pagar: pulse {remove} (✕) en la línea; [Ctrl Z] la recupera. Después: pulse [Ctrl L] para la última venta, o busque otra en {sales}.",
  "help.correct.q": "¿Cómo corrijo una venta?",
  "help.correct.a":
    "Elija la venta y pulse {correct}: otra forma de pago, un cliente o descuento olvidado, o toda la venta anulada. Lo ocurrido queda escrito; la corrección se añade.",
  "help.offline.q": "Dice Sin conexión. ¿Puedo seguir?",
  "help.offline.a":
    "Sí, como siempre. Cada venta se guarda aquí y se envía sola al volver la conexión.",
  "help.find.q": "¿Cómo encuentro una venta?",
  "help.find.a":
    "Escanee su recibo, o escriba un número, un cliente, un producto o un importe. {more} pregunta también por el día, la forma de pago, las cuatro últimas cifras de la tarjeta o un número de serie.",
  "help.client.q": "¿Cómo encuentro a un cliente?",
  "help.client.a":
    "Escriba parte del nombre, teléfono, correo o tarjeta en {find}. También se encuentra un nombre mal escrito.",
  "help.drawer.q": "¿Cómo cierro el día?",
  "help.drawer.a":
    "Pulse {count}, cuente el cajón y confirme. Dé una razón si difiere y pulse {close}. También funciona sin conexión.",
  "help.handOver.q": "Otra persona toma el cajón. ¿Y ahora?",
  "help.handOver.a":
    "Pulse {handOver}, cuente y deje que firme la persona siguiente. El día sigue.",
  "help.return.q": "¿Cómo acepto una devolución?",
  "help.return.a":
    "Escanee el recibo o busque la venta. Pulse {all} o elija qué vuelve, luego por qué, mire lo que se devuelve y pulse {payBack}. Lo de la cesta se descuenta.",
  "help.noReceipt.q": "No hay recibo. ¿Y ahora?",
  "help.noReceipt.a":
    "Busque la venta por su cliente, o pulse {without} y escanee los artículos. Las normas de la tienda dicen qué puede devolverse.",
  "help.stock.q": "¿Cómo cuento o recibo?",
  "help.stock.a":
    "Elija {receive}, {count} o {move} y escanee cada pieza; cada lectura suma uno. Se puede seguir vendiendo.",
  "help.orders.q": "¿Qué hago con un pedido?",
  "help.orders.a":
    "Elija el primero. El botón grande de abajo es su paso siguiente: buscar los artículos, tenerlos listos, entregarlos.",
  "help.work.q": "¿Por qué hay algo aquí?",
  "help.work.a":
    "Resultó distinto después, o alguien lo pidió. Se dice qué vale mientras tanto. Pulse una respuesta; se puede retirar.",
  "help.figures.q": "¿Qué ventas hay en estas cifras?",
  "help.figures.a":
    "Todas las de esta tienda que han llegado, y las de esta caja que aún están solo aquí. {today} y {month} dicen de qué días.",
  "help.devices.q": "¿Cómo instalo una impresora?",
  "help.devices.a":
    "Pulse {add}, elija qué es y cómo está conectada, e imprima una prueba. Queda instalada para esta caja.",
  "help.practise.q": "¿Puedo probar cosas?",
  "help.practise.a":
    "Sí: {training} empieza una práctica en la que nada se vende, se envía ni se cuenta. Un guía muestra la primera venta y la primera devolución.",
  "work.waiting": "{count} por revisar",
} as const;
