/** Refusals in Spanish: one line a code, "code | what happened | what to press". */
import { refusalMessages } from "../refusal-words.ts";

export const refusals = refusalMessages(`
id-malformed | El texto no es un identificador de este programa. | Abra el elemento otra vez desde su lista.
clock-malformed | La hora que vino con los datos no se puede leer. | Aquí no hay nada que hacer; hay que revisar el programa del remitente.
canonical-number | Los datos tienen un número que no es entero o es demasiado grande. | Aquí no hay nada que hacer; hay que revisar el programa del remitente.
canonical-value | Los datos tienen algo que no se puede escribir. | Aquí no hay nada que hacer; hay que revisar el programa del remitente.
canonical-depth | Los datos están demasiado anidados. | Aquí no hay nada que hacer; hay que revisar el programa del remitente.
seal-broken | Los datos protegidos no se pueden abrir: otra clave, o fueron alterados. | Siga sin ellos y avise al encargado; el servidor quizá los tenga.
too-many-lines | La cesta tiene más líneas de las que caben en una venta. | Termine esta venta y cobre el resto en otra.
basket-malformed | La cesta no se puede leer: falta una parte o está doble. | Empiece una cesta nueva y escanee otra vez los artículos.
setting-missing | Falta un ajuste de esta tienda en esta caja. | Espere a que la caja haya estado conectada; diga a la central qué ajuste es.
tax-category-unknown | No está fijado qué impuestos lleva aquí este producto. | Véndalo por una sección y avise a la central.
price-missing | El producto no tiene precio en las tarifas de la tienda. | Escriba un precio con un motivo, o véndalo por una sección.
quantity-invalid | La cantidad no es mayor que cero. | Escriba al menos uno, o quite la línea.
quantity-not-whole | Este producto se vende por piezas enteras. | Escriba un número entero de piezas.
quantity-one-only | Una línea de una tarjeta o de un apartado va una sola vez. | Añádala otra vez como línea propia, con su número y su importe.
product-blocked | El producto no se puede vender: fue retirado o su venta se detuvo. | Aparte el artículo y avise al encargado.
unit-unknown | El producto no se vende en esa unidad. | Elija una de sus unidades.
price-needed | Este producto no tiene precio propio. | Escriba el precio de una unidad.
reference-needed | No se dice para qué tarjeta o pedido es esta línea. | Escanee o escriba el número de la tarjeta o del pedido.
serial-needed | Falta un número de serie de este producto. | Escanee el número de serie de cada pieza.
serial-duplicate | Ese número de serie ya está en la cesta. | Escanee la otra pieza.
coupon-there | El código ya está en la cesta. | No hay nada que hacer; cuenta una vez.
coupon-malformed | El código está vacío o es demasiado largo. | Escanee o escriba el código otra vez.
discount-invalid | Ese descuento o precio no es posible para la línea. | Escriba de 0,01 a 100 por ciento, o un importe hasta el precio.
needs-approval | Esto supera lo que usted puede hacer solo. | Pida a quien pueda autorizarlo que escriba aquí su PIN.
staff-buyer-is-cashier | Nadie puede cobrar su propia compra. | Deje que un compañero entre y la cobre.
staff-limit-reached | Se ha agotado el límite anual de compras de personal. | Quite la compra de personal; se puede comprar al precio normal.
restriction-open | No se ha respondido a la pregunta de edad de este producto. | Compruebe la edad del cliente y responda a la pregunta.
restriction-refused | El cliente no puede comprar este producto. | Quite el producto de la cesta.
restriction-hours | Este producto no se puede vender a esta hora. | Quite el producto de la cesta.
restriction-quantity | Es más de este producto de lo que un cliente puede comprar. | Baje la cantidad.
restriction-cashier | Usted no puede vender este producto. | Pida a un compañero que pueda venderlo que entre.
exemption-needs-certificate | Una exención de impuestos necesita el número de su certificado. | Escriba el número del certificado.
journal-in-use | Otro Keepshop de este equipo ya tiene abierto el diario de esta caja. | Use la ventana que ya está abierta, o ciérrela y empiece de nuevo.
journal-damaged | El archivo del diario no se puede leer: lo dañó el disco u otro programa. | No borre nada. Copie la carpeta de datos a otro disco y restaure la última copia o pida ayuda; lo que el servidor confirmó está a salvo allí.
journal-altered | Un apunte del diario fue cambiado, quitado o movido después de escribirse. | No venda en esta caja. Copie la carpeta de datos y llame al dueño; la posición dice qué apunte es.
journal-missing | El diario de esta caja ha desaparecido, pero siguen aquí archivos suyos. | Devuelva el archivo a su sitio, o desde la copia. Keepshop no empieza uno vacío encima.
journal-foreign | El archivo indicado no es un diario de Keepshop. | Revise la carpeta de datos. El archivo quedó como estaba.
journal-newer | El diario lo escribió un Keepshop más nuevo. | Instale otra vez el Keepshop más nuevo. Los apuntes están a salvo.
journal-sqlite-version | Esta versión lleva un SQLite que puede perder datos. | Instale una versión admitida. Los apuntes están a salvo.
journal-unwritable | No se puede escribir en la carpeta de datos de la caja. | Compruebe el disco y los permisos de Keepshop, y empiece de nuevo.
disk-full | El disco de esta caja está lleno y no se puede guardar nada nuevo. | Todo lo hecho está guardado. Libere espacio; la venta sigue sola.
disk-failing | El disco no aceptó el apunte y no se sabe si quedó guardado. | Reinicie la caja: lee el diario y muestra si lo último está. No lo repita antes.
hand-over-unreadable | El archivo de entrega no se abre con esta frase, o no está entero. | Revise la frase y copie el archivo otra vez. No se importó nada.
hand-over-altered | Un apunte del archivo de entrega no lleva su propio sello. | Exporte el archivo otra vez en su caja. No se importó nada.
amount-malformed | El importe no es un número. | Escriba el importe con cifras y un signo decimal.
amount-too-fine | El importe tiene más decimales que la moneda. | Escriba el importe con los decimales de la moneda.
amount-unsafe | El importe no es entero o es demasiado grande. | Revise el importe y escríbalo otra vez.
currency-unknown | Esa moneda no está en ISO 4217. | Elija una moneda de la lista.
decimal-malformed | La cifra no es un número decimal. | Escríbala otra vez con cifras y un punto.
decimal-too-long | La cifra tiene demasiados dígitos. | Escríbala con menos dígitos.
quantity-malformed | La cantidad no es un número. | Escriba o pese la cantidad otra vez.
quantity-too-fine | La cantidad tiene más de tres decimales. | Escríbala con tres decimales como mucho.
quantity-too-large | La cantidad es mayor de lo que cabe en una línea. | Revísela; quizá entró en ella un código de barras.
weights-invalid | La suma no se puede repartir: no hay partes, o una es negativa. | Revise entre qué se reparte la suma.
order-step-impossible | El pedido no puede dar este paso desde donde está. | Mire el estado del pedido y elija el paso siguiente.
promise-no-source | No se conoce ningún lugar que tenga este producto. | Ofrezca otro producto, o pídalo para el cliente.
promise-needs-address | No se dice adónde va el artículo. | Tome la dirección del cliente, o que lo recoja aquí.
amount-negative | Un precio o descuento es menor que cero. | Escríbalo sin el menos; para devolver dinero, haga una devolución.
currency-mixed | La línea está en otra moneda que la cesta. | Quite la línea y cóbrela en la moneda de la cesta.
discount-malformed | El descuento no tiene ni porcentaje ni importe. | Escriba un porcentaje mayor que cero, o un importe.
line-duplicate | Dos líneas tienen el mismo identificador. | Aparque la cesta y retómela.
lines-too-many | La cesta tiene más líneas de las que admite una caja. | Termine esta venta y empiece otra.
quantity-not-positive | La cantidad es cero o menos. | Escriba una cantidad mayor que cero; para recibir artículos, haga una devolución.
price-above-rail | El precio es más alto de lo que esta tienda o persona puede fijar. | Escriba un precio hasta el límite indicado, o pida a la central que lo amplíe.
price-below-floor | El precio está por debajo del mínimo del producto. | Escriba un precio desde el mínimo indicado.
price-below-rail | El precio es más bajo de lo que esta tienda o persona puede fijar. | Escriba un precio desde el límite indicado, o pida a la central que lo amplíe.
price-outside-window | El precio regiría fuera del tiempo que permite la central. | Elija un inicio y un fin dentro del tiempo indicado.
price-reason-unknown | El motivo del precio a mano no está en la lista. | Elija un motivo de la lista.
price-too-long | El precio regiría más tiempo del que permite la central. | Elija un fin más cercano.
price-window-invalid | El precio acabaría antes de empezar. | Corrija el inicio o el fin.
prices-overlap | Dos precios de la misma tarifa regirían a la vez. | Acabe el precio anterior antes de que empiece el nuevo.
bundle-circular | El lote se contiene a sí mismo. | Quite el lote de sus propios artículos.
bundle-unknown | El lote nombra otro lote que no existe. | Elija un lote que exista o ponga sus artículos.
offer-amount-invalid | Un importe de la oferta es negativo o no es entero. | Corrija el importe.
offer-duplicate | Dos ofertas tienen el mismo identificador. | Dé otro a una de ellas.
offer-kind-unknown | La oferta hace algo que esta versión no conoce. | Actualice esta caja, o elija otro tipo de oferta.
offer-percent-invalid | El porcentaje de la oferta no es mayor que cero. | Corrija el porcentaje.
offer-quantity-invalid | Una cantidad de la oferta no es un entero mayor que cero. | Corrija la cantidad.
offer-selection-empty | La oferta no elige nada: una lista está vacía o un tramo de precios al revés. | Corrija lo que elige la oferta.
offer-window-invalid | El tiempo de la oferta es imposible. | Corrija las fechas, los días o las horas.
offer-without-effect | La oferta nunca puede descontar nada. | Dele un valor, o quítela.
replica-damaged | La copia de los datos del servidor en esta caja no se puede leer. | No hay nada que hacer: Keepshop los pide otra vez. Las ventas de esta caja están en su diario.
replica-layout | La copia de los datos la hizo otra versión de Keepshop. | No hay nada que hacer: Keepshop la pide otra vez junto a la antigua.
replica-in-use | Otro Keepshop de este equipo tiene abiertos los datos de esta caja. | Use la ventana que ya está abierta, o ciérrela y empiece de nuevo.
replica-unwritable | La copia de los datos del servidor no se puede escribir. | Compruebe que el disco está y tiene sitio. Las ventas de esta caja están en su diario.
image-damaged | El archivo que llena esta caja no llegó entero. | No hay nada que hacer: Keepshop lo descarga otra vez. La caja trabaja con lo que tiene.
return-exceeds-refundable | Se pide más de lo que queda de lo vendido y pagado. | Baje la cantidad o el importe; mire lo que ya se devolvió.
return-must-be-positive | La cantidad o el importe a devolver es cero o menos. | Escriba una cantidad o un importe mayor que cero.
return-nothing-to-refund | No queda nada que devolver, o no se eligió nada. | Elija lo que vuelve; si ya se devolvió todo, diga al cliente cuándo.
return-unknown-target | La venta no tiene esa línea o cargo. | Elija la línea en la venta.
return-sale-malformed | Las cifras de la venta no cuadran y no se puede devolver nada con ellas. | No devuelva; pida al encargado que mire la venta.
empty-basket | No hay nada en la cesta. | Escanee algo primero.
price-changed | La cesta cambió después de fijarse sus precios. | Mire el nuevo total y abra el cobro otra vez.
credit-shares-invalid | Las partes de quienes vendieron no suman el total. | Reparta la venta otra vez.
sale-unreadable | Esta venta no se puede recalcular aquí. | La venta vale como está; pida la explicación a la central.
return-empty | No se eligió nada que devolver. | Elija al menos una línea y una cantidad.
return-line-unknown | Esa línea no está en el tique. | Elija una línea del tique.
return-exceeds-sold | Más de lo vendido, o de lo que aún puede volver. | Baje la cantidad a lo que aún puede volver.
return-window-over | El plazo de devolución de este tique ha pasado. | Un encargado todavía puede permitirlo.
return-above-cap | Sin tique es más de lo que se puede devolver. | Busque el tique, o pida a un encargado que lo permita.
return-identity-needed | Sin tique hay que conocer el nombre del cliente. | Busque al cliente, o escriba lo que dice su documento.
return-too-often | Este cliente ha devuelto demasiadas cosas sin tique este mes. | Pida a un responsable que lo autorice.
return-price-unknown | No se sabe por cuánto se puede devolver este producto. | Escriba el precio, o busque el tique.
refund-tender-wrong | El dinero no vuelve como vino, o no al céntimo. | Devuélvalo como se pagó, o como vale.
invoice-needs-buyer | Una factura necesita el nombre y la dirección del comprador. | Escriba el nombre y la dirección.
invoice-there | Ya hay una factura de esta venta. | Imprímala otra vez, o anúlela antes con un abono.
invoice-missing | No hay factura de esta venta a la que pueda referirse un abono. | Basta el tique de la devolución. Si se quiere una factura, hágala antes desde la venta.
credit-note-there | Ya hay un abono para esto. | Entregue ese abono al cliente. Lo abonado una vez no se abona otra.
scan-empty | El lector no envió nada. | Escanee de nuevo.
scan-garbled | El lector envió signos que ningún código contiene. | Escanee de nuevo; si sigue igual, revise el idioma de teclado del lector.
scan-too-long | El lector envió más de lo que cabe en un código. | Escanee de nuevo, un código cada vez.
scan-symbology | El lector nombró un tipo de código que no se usa en el comercio. | Escanee el otro código del producto, o búsquelo por su nombre.
gtin-length | El número no tiene 8, 12, 13 o 14 cifras. | Escanee de nuevo, o escriba las cifras bajo las barras.
gtin-not-numeric | El número de producto contiene algo que no son cifras. | Escanee de nuevo, o escriba las cifras bajo las barras.
gtin-check-digit | La cifra de control es errónea: se leyó o escribió mal una cifra. | Escanee de nuevo, o escriba las cifras bajo las barras.
measure-pattern | El patrón de la tienda para artículos pesados no sirve. | Pida al encargado que corrija el patrón en los ajustes.
measure-no-match | El código no es una etiqueta de balanza de la tienda. | Busque el producto por su nombre.
measure-not-numeric | La etiqueta de balanza contiene algo que no son cifras. | Escanee de nuevo, o escriba las cifras bajo las barras.
measure-check-digit | La cifra de control de la etiqueta de balanza es errónea. | Escanee de nuevo, o pese y etiquete otra vez.
gs1-too-long | El código contiene más de lo que cabe en un símbolo. | Escanee de nuevo.
gs1-form | Una parte del código no empieza por su identificador. | Escanee de nuevo, o escriba las cifras bajo las barras.
gs1-unknown-identifier | El código contiene una parte que GS1 no conoce. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-empty | Una parte del código no tiene valor. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-length | Una parte del código tiene un largo erróneo. | Escanee de nuevo; si sigue igual, busque el producto por su nombre.
gs1-character | Una parte del código contiene un signo que no puede estar ahí. | Escanee de nuevo; si sigue igual, busque el producto por su nombre.
gs1-check-digit | La cifra de control de un número del código es errónea. | Escanee de nuevo; si sigue igual, busque el producto por su nombre.
gs1-date | El código contiene una fecha imposible. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-time | El código contiene una hora imposible. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-country | El código no nombra un país de ISO 3166. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-currency | El código no nombra una moneda de ISO 4217. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-iban | El código no contiene un IBAN válido. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
gs1-content | Una parte del código rompe la regla de su identificador. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-too-long | La dirección es demasiado larga. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-character | La dirección contiene un signo no permitido. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-scheme | El código no es una dirección web. | Escanee el otro código del producto, o búsquelo por su nombre.
link-domain | La dirección no nombra un dominio correcto. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-no-key | La dirección no nombra un producto ni otra clave GS1. | Escanee el otro código del producto; este es para los teléfonos de los clientes.
link-qualifier | La dirección añade una parte que no es de su clave. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-attribute | La dirección da como parámetro lo que va en la ruta. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-repeated | La dirección da una parte dos veces. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
link-unknown-identifier | La dirección contiene una parte que GS1 no conoce. | Busque el producto por su nombre y avise a quien imprimió la etiqueta.
client-card-malformed | La tarjeta de cliente se leyó mal. | Escanéela otra vez, o busque al cliente por su nombre.
receipt-code-malformed | El código del tique se leyó mal o fue alterado. | Escanee de nuevo; si sigue igual, busque la venta por su número de tique.
receipt-code-version | El tique es de una versión más nueva de la caja. | Actualice esta caja, o busque la venta por su número.
receipt-code-unknown-register | El tique es de una caja que aquí aún no se conoce. | Deje que la caja llegue al servidor, o busque la venta por su número.
receipt-code-too-large | La venta es demasiado grande para un código en el tique. | No hay nada que hacer: se imprime sin él, y la venta se encuentra por su número.
receipt-code-signature | El código del tique no es el que firmó la caja: fue alterado. | No devuelva con este código; busque la venta por su número.
server-database-in-use | Otro servidor ya trabaja con este archivo de datos. | Use el servidor en marcha, o párelo y empiece de nuevo.
server-database-damaged | El archivo de datos del servidor no se puede leer. | No lo borre. Restaure la última copia a su lado; las cajas envían otra vez lo que falta.
server-folder-unwritable | El servidor no puede escribir en la carpeta de sus datos. | Compruebe la carpeta y los permisos, y empiece de nuevo.
server-sqlite-version | Esta versión lleva un SQLite que puede perder datos. | Inicie el servidor con el Node que trae Keepshop.
server-database-unreachable | No se llega al servidor PostgreSQL, o no deja entrar a este. | Revise la dirección, la contraseña y PostgreSQL, y empiece de nuevo.
server-commit-not-durable | PostgreSQL responde antes de que los datos estén seguros en su disco. | Ponga synchronous_commit en on (o remote_apply con reserva) y empiece de nuevo.
server-port-taken | Otro programa usa ya el puerto del servidor. | Pare el otro programa, o elija otro puerto.
enrol-code-unknown | Este código de alta no se conoce, ya se usó o tiene más de diez minutos. | Pida otro en la central, en Cajas, y escríbalo antes de diez minutos.
enrol-malformed | La petición de alta no está completa. | Actualice la caja y dela de alta otra vez.
row-malformed | Un registro no tiene la forma que pide su tabla. | Corrija el campo indicado y guarde otra vez. No se cambió nada.
quick-keys-unknown | Una tecla rápida lleva a algo que esta tienda no tiene. | Quite la tecla o elija de nuevo el artículo, la categoría o la caja, y guarde otra vez.
quick-keys-in-training | Esta caja está en práctica y las teclas rápidas valen para todas. | Termine la práctica y guarde otra vez. Lo hecho sigue en pantalla.
server-master-key | La clave que guarda los datos de clientes no tiene 64 cifras hexadecimales. | Dé al servidor la clave que tenía; sin ella esos datos no se pueden leer.
server-retention | El tiempo de conservación no es un número entero de días entre 36 y 36.500. | Corrija KEEPSHOP_RETENTION_DAYS o quítelo (90 días) y arranque de nuevo.
price-book-unknown | Esa tarifa no existe. | Elija una tarifa de la lista.
malformed-entry | El servidor no pudo leer lo que envió esta caja. | Queda como llegó, aquí y en el servidor. Avise a la central; siga vendiendo.
offer-unknown | Esa oferta no existe. | Mire otra vez la lista de ofertas; quizá alguien la quitó.
offer-outside-rail | La oferta descuenta más que el límite fijado. | Baje el descuento, o haga cambiar antes el límite.
secrets-unprotected | Este equipo no ofrece un sitio protegido para las claves de la caja. | Active el llavero del sistema, o que el dueño acepte por escrito que estén abiertas.
secrets-unreadable | Las claves de la caja no se leen con el llavero de este usuario. | Entre como el usuario de la caja, o dela de alta otra vez. Las ventas siguen en este disco.
update-shift-open | Hay una actualización lista, pero el turno está abierto. | Siga vendiendo. Se instala al cerrar el turno.
update-busy | Hay una actualización lista, pero la caja está en uso. | Siga. Se instala cuando la caja lleve un rato parada.
update-unsent | Hay una actualización lista, pero hay ventas sin llegar al servidor. | Deje la caja conectada hasta que todo se envíe; luego se instala.
update-not-newer | La versión ofrecida no es más nueva que la que corre. | No hay nada que hacer. Keepshop nunca vuelve atrás por sí solo.
setup-owner-exists | Esta tienda ya tiene titular. | Entre con el nombre y el PIN del titular para seguir.
setup-not-from-till | Una primera tienda se prepara en una de sus cajas. | Abra la pantalla en la caja y empiece allí.
setup-name-taken | Ya hay alguien con ese nombre. | Añada una letra del apellido.
setup-not-ready | Faltan nombre, dirección y moneda de la tienda. | Complete primero ese paso; lo demás puede esperar.
setup-tax-in-use | Hay artículos con el tipo retirado. | Deles antes otro tipo o deje este en la lista.
setup-tax-twice | Dos tipos tienen la misma letra. | Dé a cada uno la suya: figura en el recibo.
import-unknown | Este archivo ya no se conoce aquí. | Elíjalo de nuevo. No se cambió nada.
import-too-large | El archivo supera 8 MB. | Guarde solo los artículos, sin imágenes, o en dos archivos.
import-too-many-rows | El archivo tiene más de 20.000 filas o 200 columnas. | Divídalo e incorpore uno tras otro.
import-not-a-table | No es una tabla de artículos legible. | Guárdela como CSV (UTF-8) o XLSX con títulos en la primera fila.
import-not-text | Las letras de este archivo no se leen. | Guárdelo como CSV UTF-8 y elíjalo de nuevo.
import-hostile | El archivo está hecho como ninguna hoja lo hace y no se abrió. | Copie las filas en una hoja nueva y guárdela como XLSX.
import-not-mapped | Ninguna columna dice el nombre o el precio. | Elija las columnas de nombre y precio.
import-busy | Este archivo se está procesando. | Espere a que pare la cuenta y mire entonces.
floor-port-taken | Otro programa usa la dirección de las tabletas. | Ciérrelo o reinicie el equipo y vuelva a activar.
floor-closed | Esta caja no admite tabletas ahora. | Actívelo primero y añada después el aparato.
floor-unknown | Este aparato ya no es de esta caja. | Nada más que hacer: no puede entrar.
email-malformed | No es una dirección de correo. | Pregúntela de nuevo; es como nombre@ejemplo.es.
shift-closed | No hay ningún turno abierto. | Cuente el fondo y abra el turno.
count-missing | El cajón no se ha contado. | Cuente el cajón antes de cerrar.
count-malformed | El recuento tiene un número imposible. | Cuente otra vez; cada campo es un número de monedas o billetes.
difference-needs-reason | El recuento difiere más que el límite. | Cuente otra vez, o elija un motivo.
movement-invalid | El importe o el sentido no encaja con este movimiento de efectivo. | Revise el importe y el tipo de movimiento.
drawer-short | En el cajón hay menos de lo que se quiere sacar. | Revise el importe.
movement-unknown | Este resguardo ya no se guarda aquí. | Mire la lista del día en la central.
drawer-same-person | Esta persona ya tiene el cajón. | Elija quién lo recibe.
drawer-of-another | Este cajón es de otra persona. | Entregue el cajón contado, o cobre de otra forma que en efectivo.
bag-number-missing | La bolsa no tiene número. | Escriba el número impreso en la bolsa.
bag-number-used | Una bolsa con este número está aquí o en camino. | Mire otra vez el número de la bolsa.
bag-unknown | Esta bolsa no se conoce aquí. | Mire otra vez la lista; quizá otra caja ya respondió.
bag-moved-on | Esta bolsa ya no puede dar ese paso. | Mire en qué estado está; no ha cambiado nada.
stock-lines-missing | No se puso ningún producto. | Escanee al menos un producto.
stock-quantity-invalid | Una cantidad no puede ser correcta. | Revise la cantidad marcada.
place-unknown | Ese lugar no es de esta cadena. | Elija un lugar de la lista.
tax-duplicate | El mismo impuesto está dos veces. | Quite uno de los ajustes o del producto.
tax-increment-invalid | El paso de redondeo del impuesto no es un entero mayor que cero. | Corrija el paso en las reglas de impuestos de la tienda.
tax-kind-unknown | Esta versión no conoce ese tipo de impuesto. | Actualice la caja, o corrija los ajustes.
tax-rate-impossible | Los tipos de la línea no dejan precio sin impuesto. | Corrija los tipos: juntos no pueden pasar de 100.
tax-rate-malformed | El tipo o importe del impuesto no es un número. | Corrija el tipo en los ajustes.
tax-unknown | La línea nombra un impuesto que no está en los ajustes. | Elija para el producto un impuesto de la lista.
short-tender | Se pagó menos de lo debido. | Cobre el resto, o añada otra forma de pago.
tender-amount-invalid | El importe no es mayor que cero. | Escriba el importe otra vez.
round-up-nothing | No hay nada que redondear. | Cobre el importe tal como está.
tender-exceeds-due | Más de lo debido solo se puede tomar en efectivo. | Tome justo lo debido; solo se da cambio del efectivo.
nothing-due | No queda nada por pagar. | Termine la venta.
tender-unknown | Ese pago ya no es de esta venta. | Mire los pagos y elija otra vez.
tender-needs-reference | Esta forma de pago necesita un número: del vale, del recibo o de la tarjeta. | Escriba el número.
tender-not-refundable | El dinero no se puede devolver así. | Elija otra forma de devolverlo.
tender-needs-reversal | La tarjeta ya se cargó. | Anule primero el cargo en el terminal; después desaparece el pago.
card-declined | La tarjeta no se cargó. | Pruebe otra vez la tarjeta, o tome otra forma de pago.
terminal-not-here | Ningún terminal de pago responde en esta caja. | Revise el terminal y su cable, o tome otra forma de pago.
stored-forward-limit | No se puede consultar al banco, y este pago con tarjeta supera el límite para ese caso. | Cobre con tarjeta lo que queda y el resto de otro modo, o todo de otro modo.
foreign-rate-missing | No hay un cambio válido para esta moneda. | Tome la moneda de la tienda.
client-needed | Esto necesita un cliente con nombre. | Busque al cliente por teléfono o nombre, o cree uno.
till-not-enrolled | Esta caja todavía no es de ninguna tienda. | Pida un código de alta en la central, en Cajas, e inicie la caja con él.
till-server-unreachable | No se llegó al servidor; la caja no se pudo dar de alta. | Revise la red y la dirección, y empiece de nuevo. El código no se gastó.
till-server-nonsense | Lo que responde en esa dirección no es un servidor Keepshop. | Revise la dirección. En esta caja no cambió nada.
till-folder-unwritable | La carpeta de datos no se puede crear o escribir. | Elija una carpeta donde este usuario pueda escribir, o pida permiso.
scan-unused | Esta página no recibe códigos. | No ha cambiado nada. Abra la caja con F2 y escanee de nuevo.
till-unreachable | La caja no ha respondido. | Lo guardado está a salvo. Espere a que esta pantalla vuelva a conectarse y mire la cesta antes de pulsar otra vez.
product-unknown | Ningún producto de esta tienda tiene este código. | La cesta está como estaba. Escanee de nuevo, o escriba el nombre en la búsqueda.
variant-not-chosen | Este producto se vende por tallas o colores, y no se eligió ninguno. | La cesta está como estaba. Busque el producto por su nombre y elija la talla o el color.
line-unknown | Esta línea ya no está en la cesta. | Mire la cesta como está ahora; no se cambió nada.
payment-open | Un pago con tarjeta de esta cesta aún no está decidido. | Mire el terminal y pulse lo que dice: cargado, o no cargado.
shift-open | El cajón de esta caja ya está abierto. | Siga vendiendo; ciérrelo antes para abrirlo de nuevo.
not-signed-in | Nadie ha entrado en esta caja. | Entre con su PIN o tarjeta. La cesta está guardada.
not-allowed | Su puesto no lo permite. | Pida a quien pueda que lo autorice en esta caja.
approval-not-for-this | La autorización era para otra cosa, o ya se usó. | Pida la autorización otra vez.
approval-code-wrong | El código no es correcto. | Lea otra vez el número y escriba el código que muestre el teléfono.
approval-code-over | Este número ya se usó, es demasiado antiguo o era para otra cosa. | Pulse Número nuevo y pida su código. No se ha cambiado nada.
approval-phone-unknown | Ningún teléfono de esta persona puede autorizar ahora en esta caja. | Pida el PIN o la tarjeta, o conecte esta caja una vez.
wrong-pin | El PIN no es correcto. | Escriba el PIN otra vez.
locked-out | Demasiados PIN erróneos seguidos. | Espere hasta la hora indicada, o entre con una tarjeta.
not-here | Esta persona no trabaja, o ya no, en esta tienda. | Elija otra persona, o que la central la añada.
badge-unknown | Esta tarjeta no se conoce aquí. | Entre con su PIN.
badge-expired | Esta tarjeta lleva demasiado sin renovarse. | Entre con su PIN, o conecte esta caja una vez.
still-filling | Esta caja aún recibe sus datos. | Espere un momento; se ve el avance. Lo que ya llegó se puede vender.
client-unknown | Este cliente no se conoce aquí. | Busque por nombre o teléfono, o cree uno.
sale-unknown | Esa venta no está en esta caja ni en lo que envió el servidor. | Busque por día, importe o cliente.
basket-unknown | Esta cesta aparcada ya no está. | Mire la lista; quizá la tomó otra caja.
basket-not-empty | Ya hay algo en la cesta. | Termine, aparque o descarte antes esta cesta.
nothing-to-undo | No se quitó nada que pueda volver. | Escanéelo o búsquelo otra vez.
basket-being-paid | La cesta se está pagando y mientras no cambia. | Termine de cobrar, o vuelva antes a la cesta.
not-being-paid | La cesta no se está pagando. | Pulse antes Cobrar.
tender-not-here | Esta forma de pago no está preparada en esta caja. | Elija otra forma de pago.
payment-unknown-id | Ese pago abierto no existe. | Mire en el cobro lo que sigue abierto.
promise-not-possible | Este producto no se puede prometer desde allí ahora. | Elija otro lugar, u ofrezca algo parecido.
no-shift | No hay turno abierto en este cajón. | Abra antes el turno con su fondo.
needs-connection | Esto necesita el servidor, y la caja no está conectada. | Pruebe cuando la luz esté verde. Queda un borrador.
not-demo | Esto solo existe en la demostración. | No hay nada que hacer.
cards-waiting | Pagos con tarjeta que guarda el terminal de esta caja aún esperan al banco. | Envíelos primero, o diga lo que dice el banco: ambas cosas en «Por revisar».
note-needed | Esta respuesta pide una palabra: cómo o por qué. | Escríbala y pulse otra vez.
work-unknown | Esta tarea ya no está. | Mire otra vez la lista; quizá alguien la terminó.
order-unknown | Este pedido ya no está. | Mire otra vez la lista de pedidos.
device-unknown | Este aparato no está preparado en esta caja. | Prepárelo en Aparatos.
device-address | La dirección del aparato no se puede leer. | Escríbala como tcp://192.168.1.50:9100 o serial:/dev/ttyUSB0, o elija virtual.
device-silent | El aparato no responde. | Compruebe que está encendido y con cable, y pruébelo otra vez.
labels-none | Ninguno de estos productos tiene etiqueta que imprimir. | Mire otra vez la lista; puede haber cambiado un precio. No se ha impreso nada.
scale-missing | Esta caja no tiene balanza. | Escriba el peso, o configure una balanza en Ajustes, Aparatos.
scale-no-weight | La balanza no dio ningún peso. | Ponga solo la mercancía, deje que se detenga y pese otra vez. La línea sigue como estaba.
line-not-weighed | Este producto no se vende por peso. | Escriba cuántos. La línea sigue como estaba.
printer-not-ready | La impresora no responde, o le falta papel. | El tique espera. Ponga papel o enciéndala, y luego imprima lo que espera.
kiosk-port-taken | Otro programa usa ya el puerto de la caja. | Pare el otro programa, o elija otro puerto. No se pierde nada.
not-offered-yet | Esta parte de Keepshop aún no está hecha. | No se cambió nada. Use otro camino.
balance-unknown | Esta tarjeta o cuenta no se conoce en esta caja. | Revise el número; una tarjeta nueva sirve cuando la caja se haya conectado una vez.
balance-short | Hay menos en la tarjeta o cuenta. | Tome lo que hay, y el resto de otra forma.
balance-expired | La tarjeta o cuenta ha caducado. | Tome otra forma de pago; la central puede prolongarla.
gift-card-active | Esta tarjeta regalo ya se vendió: está activa. | Elija Recargar, o tome otra tarjeta.
gift-card-not-active | Esta tarjeta regalo no está activa según esta caja. | Compruebe el número; véndala como tarjeta nueva si nunca se ha vendido.
value-limit-reached | Sin conexión, hoy esta caja no puede gastar más de tarjetas y cuentas. | Tome otra forma de pago, o espere la conexión.
points-invalid | Ese número de puntos no sirve. | Use un número entero de puntos disponibles.
web-json-malformed | Lo enviado no es JSON que se pueda leer. | Envíe un valor JSON con el tipo application/json.
web-body-too-large | Lo enviado es mayor de lo que admite esta dirección. | Envíe menos cada vez; openapi.json dice los límites.
web-content-type | Esta dirección no lee ese tipo de contenido. | Envíe JSON con el tipo application/json.
web-input-invalid | Falta un campo, o contiene lo que no puede. | Corrija el campo indicado y envíe otra vez.
web-address-unknown | No hay nada en esta dirección. | Busque la dirección en openapi.json.
web-too-many-requests | De aquí vinieron demasiadas peticiones en poco tiempo. | Espere los segundos indicados y siga.
web-unavailable | El servidor no puede responder ahora. | Pruebe dentro de un momento; nada se hace dos veces.
web-session-unknown | La sesión no se conoce aquí, o ha terminado. | Entre otra vez. La cesta está guardada.
web-link-unknown | Este enlace ya se usó, es demasiado viejo o no es nuestro. | Pida otro; sirve una vez y quince minutos.
web-mail-missing | Esta tienda no puede enviar enlaces: no tiene servicio de correo. | Compre en una caja, o pida a la tienda que conecte el correo.
web-product-unknown | Ese producto no está, o ya no, en esta tienda. | Mire otra vez la lista de productos.
web-stock-short | No queda bastante de este producto para el pedido. | Pida menos, elija otra forma de recibirlo, o déjelo.
web-total-changed | La cesta da otro total que el confirmado. | Muestre el nuevo total y confirme otra vez.
web-key-reused | Esta clave se usó para otro pedido. | Envíe el mismo pedido otra vez, o use una clave nueva.
web-key-missing | El pedido no lleva clave contra repeticiones. | Envíe la cabecera Idempotency-Key, hecha una vez para este pedido.
web-order-unknown | Este cliente no tiene ese pedido. | Mire la lista de pedidos.
web-store-unknown | Esa tienda de recogida no existe. | Elija una tienda de la lista.
web-shop-missing | Esta cadena no tiene tienda web en sus ajustes. | Que la central añada una tienda con el canal web.
hq-session-unknown | Nadie ha entrado en la central con esta sesión, o ha terminado. | Entre otra vez en la central. Lo escrito sigue en la pantalla.
hq-sign-in-wrong | El nombre y el PIN no van juntos, o esta persona no puede usar la central. | Escriba los dos otra vez, con la tienda o el número de personal si alguien se llama igual, o pida ayuda a quien pueda entrar.
hq-locked-out | Demasiados PIN erróneos seguidos. | Espere cinco minutos y entre otra vez.
hq-offer-reused | Esta petición ya se usó para otra oferta. | Abra la lista de ofertas; publique otra vez para otra.
hq-sale-unknown | Esta venta no existe en sus tiendas. | Compruebe el número y el día en el recibo. Una venta recién hecha puede estar aún en camino.
hq-catalogue-not-kept | Los precios y ofertas de entonces no se conservan en el historial de este servidor. | La venta queda como está; una caja de esa tienda muestra cómo se formó su precio.
fiscal-span-invalid | No son dos días, o el segundo es anterior al primero. | Elija otra vez el primer y el último día. No se escribió nada.
fiscal-nothing | En esos días no se hizo nada; no hay nada que archivar. | Elija otros días. No se escribió nada.
fiscal-running | Ya se está haciendo un archivo en esta caja. | Espere a que termine; la venta sigue.
fiscal-in-training | Esta caja está en prácticas, y las prácticas no se registran. | Acabe las prácticas y pida el archivo otra vez.
fiscal-stopped | La caja se cerró antes de acabar el archivo. | Pida el archivo otra vez; los registros están completos.
fiscal-folder-unwritable | No se pudo escribir el archivo: la carpeta falta, está cerrada o llena. | Haga sitio o elija otra carpeta y pruebe otra vez. Los registros están a salvo.
nothing-unsent | Todo lo que hizo esta caja ha llegado al servidor. | No hay nada que entregar.
entries-unsent | Hay operaciones de esta caja que no han llegado al servidor. | Conecte la caja y espere a que todo esté confirmado, o expórtelas en Ajustes, Entrega, y recíbalas antes en otra caja. No se cambió nada.
hand-over-folder | El archivo no se puede escribir en esa carpeta. | Elija una carpeta que exista y permita escribir, o ponga otra vez la memoria. No se cambió nada; las ventas están a salvo.
hand-over-own | Este archivo viene de esta misma caja. | Llévelo a otra caja de la tienda. No se cambió nada.
hold-closed | Este presupuesto o apartado ya se vendió o se anuló. | Mire su historia; cobre de nuevo los artículos si se quieren.
hold-expired | Los precios de este presupuesto ya no valen. | Cobre los artículos a los precios de hoy.
hold-fixed | Una cesta apartada se vende como se apartó. | Devuélvala, y cobre lo demás en otra venta.
hold-needs-client | Un apartado es de un cliente, y la cesta no tiene ninguno. | Busque o cree antes al cliente.
hold-not-set-up | Esta tienda no tiene condiciones para presupuestos y apartados. | Pida a la central que las fije en las reglas de la tienda.
hold-payment-invalid | No se puede adelantar esa cantidad: menos que el primer pago, o más de lo que queda. | Tome un importe entre los dos que se muestran.
hold-unknown | Aquí no se conoce ningún presupuesto o apartado con ese número. | Revise el número, o espere a que esta caja se ponga al día.
client-has-orders | Este cliente tiene pedidos sin terminar. | Termínelos o anúlelos primero; si no, la mercancía no podría entregarse. No se borró nada.
request-reused | Esta petición ya fijó otra cosa. | Abra otra vez la pantalla, mire lo que rige y fíjelo de nuevo. No se cambió nada.
setup-owner-exists | Esta tienda ya tiene dueño. | Entre con el nombre y el PIN del dueño para seguir donde estaba.
setup-not-from-till | Una primera tienda se prepara en una de sus cajas. | Abra la consola en la caja y empiece allí.
setup-name-taken | Ya hay alguien con ese nombre. | Añada una letra del apellido para distinguirlos.
setup-not-ready | A la tienda le faltan el nombre, la dirección y la moneda. | Rellene antes ese paso; lo demás puede esperar.
setup-tax-in-use | Hay productos que aún tienen el tipo de impuesto quitado. | Deles antes otro tipo, o déjelo en la lista.
setup-tax-twice | Dos tipos de impuesto tienen la misma letra. | Dé a cada uno la suya: va junto a la línea en el tique.
import-unknown | Este archivo ya no se conoce aquí. | Elíjalo otra vez. No se cambió nada.
import-too-large | El archivo pasa de 8 MB. | Guarde solo los productos, sin imágenes, o en dos archivos.
import-too-many-rows | El archivo tiene más de 20 000 filas o 200 columnas. | Divídalo en varios archivos e impórtelos uno tras otro.
import-not-a-table | No es una tabla de productos que se pueda leer. | Guárdela como CSV (UTF-8) o XLSX, con títulos en la primera fila.
import-not-text | Las letras de este archivo no se pueden leer. | Guárdelo como CSV UTF-8 y elíjalo otra vez.
import-hostile | Este archivo está hecho como no lo hace ninguna hoja de cálculo; no se abrió. | Copie las filas en una hoja nueva, guárdela como XLSX y elíjala.
import-not-mapped | Ninguna columna dice cómo se llaman los productos o cuánto cuestan. | Elija sobre la tabla las columnas de nombre y precio.
import-busy | Este archivo se está importando o retirando ahora. | Espere a que pare el contador y mire de nuevo.
product-vanished | La central ha retirado un producto de esta cesta. | Pulse Quitar y siga con el resto. No se pagó nada y no se pierde nada.
line-not-department | Esta línea se vendió como producto, o ya está unida a uno. | Elija una línea vendida por una sección.
tax-free-declined | El proveedor no emite un formulario libre de impuestos para esta venta. | Diga al viajero por qué; la venta vale como está.
tax-free-done | Ya se emitió un formulario libre de impuestos para esta venta. | Imprímalo otra vez; hay uno por venta.
tax-free-not-offered | Nada de esta venta se puede comprar aquí libre de impuestos. | Dígaselo al viajero; hacen falta artículos con impuesto que se lleve.
tax-free-not-traveller | Quien vive aquí paga aquí el impuesto. | Compruebe el país; es solo para visitantes.
tax-free-too-little | Los artículos no llegan al mínimo para comprar libre de impuestos. | Diga desde qué importe es posible.
client-has-orders | Este cliente tiene pedidos sin terminar. | Termínelos o anúlelos antes, o no se podría entregar. No se borró nada.
pairing-unknown | Este código ya se usó, es demasiado antiguo o nunca se mostró. | Haga que la caja muestre uno nuevo en Ajustes, Teléfonos, y escanéelo.
phone-unknown | Este teléfono ya no puede autorizar. | Vincúlelo de nuevo en la caja, en Ajustes, Teléfonos, o borre lo que guarda.
`);
