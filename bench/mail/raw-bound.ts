import { mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '../../server/platform/database/connection.ts'
import { aMail } from './mail-desk.ts'

const WRITERS = 8
const SECONDS = 3

/** The least that makes a mail durable, per second: its bytes in a file that is flushed, and one row that is committed. */
export async function measureRawBound(directory: string, databaseUrl: string): Promise<number> {
  const { pool } = connect(databaseUrl, { size: WRITERS, onError: () => undefined })
  await pool.query('create table bench_mails (id bigint generated always as identity, file text not null)')
  const folder = await mkdtemp(join(directory, 'bound-'))
  const begun = performance.now()
  const until = begun + SECONDS * 1000
  let count = 0
  const writer = async (index: number) => {
    for (let turn = 0; performance.now() < until; turn++) {
      const file = await open(join(folder, `${index}-${turn}`), 'wx')
      await file.writeFile(aMail())
      await file.sync()
      await file.close()
      await pool.query('insert into bench_mails (file) values ($1)', [`${index}-${turn}`])
      count += 1
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index)))
  const perSecond = count / ((performance.now() - begun) / 1000)
  await pool.query('drop table bench_mails')
  await pool.end()
  await rm(folder, { recursive: true })
  return perSecond
}
