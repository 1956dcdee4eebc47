import type { ServerResponse } from 'node:http'

/**
 * Answers as the worst receiver does: half of what comes gets an error, a tenth never an answer, a twentieth a broken connection, and
 * some of what is taken is taken after a while. `onTaken` is told just before the answer that says so.
 */
export function hostile<Told>(random: () => number, onTaken: (told: Told) => void) {
  return (response: ServerResponse, told: Told): void => {
    const luck = random()
    if (luck < 0.5) return void response.writeHead(luck < 0.25 ? 500 : 503).end()
    if (luck < 0.6) return
    if (luck < 0.65) return void response.destroy()
    const take = () => {
      // Whoever has gone meanwhile was told nothing.
      if (response.destroyed) return
      onTaken(told)
      response.writeHead(200).end()
    }
    if (luck < 0.75) setTimeout(take, 100)
    else take()
  }
}
