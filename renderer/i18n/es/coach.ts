/** What the coach of a first shift says. */
export const coach = {
  "coach.title": "Su primer turno",
  "coach.open": "Primer turno",
  "coach.how": "Es práctica: nada se vende ni se cuenta. F1 explica cada pantalla.",
  "coach.step.sign-in": "Entrar con su PIN",
  "coach.step.scan": "Escanear un artículo o teclear su nombre y pulsar Intro",
  "coach.step.client": "Buscar un cliente con F6",
  "coach.step.pay": "Cobrar: F12 y el importe",
  "coach.step.return": "Devolver: F7, elegir la venta y confirmar",
  "coach.done": "Hecho. Termine la práctica en Ajustes.",
};
