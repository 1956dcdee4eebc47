import pg from 'pg'

/** Runs an action and counts the statements that it sends to the database, transactions' own words left out. */
export async function countQueries(action: () => Promise<unknown>): Promise<number> {
  const original = pg.Client.prototype.query
  let count = 0
  pg.Client.prototype.query = function counting(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text: string }]
    const text = typeof first === 'string' ? first : first.text
    if (!/^(begin|commit|start transaction)/i.test(text)) count += 1
    return Reflect.apply(original, this, args) as never
  }
  try {
    await action()
  } finally {
    pg.Client.prototype.query = original
  }
  return count
}
