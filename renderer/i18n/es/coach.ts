/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Su primer turno",
  "coach.open": "Primer turno",
  "coach.how": "Es práctica: nada se vende ni se cuenta. F1 explica cada pantalla.",
  "coach.step.sign-in": "Pulse su nombre, escriba su PIN y pulse [Enter]",
  "coach.step.scan":
    "Pulse [F2] y escanee un artículo. Sin escáner, pulse [/], escriba parte del nombre y pulse [Enter]",
  "coach.step.client":
    "Busque un cliente: pulse [F6], escriba tres letras del nombre y pulse [Enter]",
  "coach.step.pay": "Cobre: pulse [F12] y, para el importe exacto en efectivo, otra vez [F12]",
  "coach.step.next": "Salude al siguiente cliente: pulse [Enter]",
  "coach.step.return":
    "El artículo vuelve: pulse [F7], [Enter] para la última venta, [A] para todo, [1] para el motivo y [F12] para devolver el dinero",
  "guide.restart": "Empezar el recorrido de nuevo",
  "coach.done": "Hecho. Termine la práctica en Ajustes.",
};
