import type pg from 'pg'

/** Begins the text of a statement whose answer nobody waits for before the commit: its failure fails the commit. */
export const AT_COMMIT = '/* at commit */'

type Send = (text: string, values: unknown[]) => Promise<pg.QueryResult>

const NOTHING = { command: '', rowCount: 0, rows: [] } as unknown as pg.QueryResult

/**
 * Sends statements of one connection in fewer trips: `begin` travels with the first statement, and statements marked AT_COMMIT
 * with the commit. PostgreSQL answers in order, and after a failed statement a commit is a rollback, so nothing is
 * acknowledged that did not happen. The connection must be in pg's pipeline mode.
 */
export function fewerTrips(client: pg.PoolClient, send: Send): Send {
  let underWay: Promise<unknown>[] = []
  // pg's own way of joining writes; its types do not name the connection of a client.
  const { stream } = (client as unknown as { connection: pg.Connection }).connection
  const keepBack = (text: string, values: unknown[]) => {
    stream.cork()
    const answer = send(text, values)
    // It is looked at with the next statement.
    answer.catch(() => undefined)
    underWay.push(answer)
    return NOTHING
  }
  return async (text, values) => {
    if (text === 'begin' || text.startsWith(AT_COMMIT)) return keepBack(text, values)
    const earlier = underWay
    underWay = []
    const answer = send(text, values)
    for (let corked = 0; corked < earlier.length; corked++) stream.uncork()
    const outcomes = await Promise.allSettled([...earlier, answer])
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
    return answer
  }
}
