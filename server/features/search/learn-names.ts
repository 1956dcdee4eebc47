import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'

/** So many names one statement takes in. */
const BATCH = 10_000

/** Learns the words of names that were given since the last time, so that slips in them are forgiven. */
export async function learnNames(db: Database): Promise<void> {
  for (;;) {
    // In the order of the words: two processes that learn at once must not wait for each other crosswise.
    const { rows } = await sql<{ taken: number }>`
      with taken as (
        delete from contact_names_given where id = any(array(
          select id from contact_names_given order by id limit ${BATCH} for update skip locked))
        returning account_id, name
      ), learned as (
        insert into contact_name_words (account_id, word)
        select distinct taken.account_id, word from taken
        join accounts on accounts.id = taken.account_id,
          unnest(tsvector_to_array(to_tsvector('simple', search_words(left(taken.name, 255))))) as word
        where char_length(word) between 3 and 40 and word !~ '[0-9]'
        order by taken.account_id, word
        on conflict do nothing
      )
      select count(*)::integer as taken from taken`.execute(db)
    if ((rows[0]?.taken ?? 0) < BATCH) return
  }
}
