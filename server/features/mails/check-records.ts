import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork } from '../../platform/database/unit-of-work.ts'
import type { DnsPort } from '../../platform/dns/dns-port.ts'
import { findKey, keepKey, makeKeyPair, noteRecord } from './signing-key.ts'
import { judgeRecord, wantedRecords, type MailRecord } from './wanted-records.ts'

/** Asks which records the domain of an account's mailbox has, makes the account's key if there is none, and signs from now on if its record is there. */
export async function checkRecords(
  parts: { db: Database; work: OpenWork; dns: DnsPort },
  whose: { accountId: number; actor: Actor },
  { domain, host }: { domain: string; host: string },
): Promise<MailRecord[]> {
  const { accountId, actor } = whose
  const known = await findKey(parts.db, accountId)
  const pair = known ? undefined : await makeKeyPair()
  const key = known ?? (pair && (await parts.work(accountId, actor, (work) => keepKey(work, accountId, pair))))
  if (!key) return []
  const records: MailRecord[] = []
  for (const wanted of wantedRecords(domain, { key, host })) {
    const texts = await parts.dns.txt(wanted.name).catch(() => undefined)
    records.push(judgeRecord(wanted, texts))
  }
  const dkim = records.find(({ purpose }) => purpose === 'dkim')
  // Silence of a name server is no reason to stop signing.
  if (dkim && dkim.state !== 'unknown') {
    await parts.work(accountId, actor, (work) => noteRecord(work, key.id, domain, dkim.state === 'present'))
  }
  return records
}
