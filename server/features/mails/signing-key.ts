import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken, type Secrets } from '../../platform/secrets/secrets.ts'

/** The public half of a key, as a domain's record names it (RFC 6376 §3.6.1). */
export interface SigningKey {
  id: number
  selector: string
  publicKey: string
}

const MAIL_KEY = 'mail-signing-key'

const newPair = promisify(generateKeyPair)

/** The private half of a new key and its public half, in PEM and in base64. 2048 bits, as RFC 8301 asks. */
export async function makeKeyPair(): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey, publicKey } = await newPair('rsa', { modulusLength: 2048 })
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
}

/** The key of an account, or of the installation (null). */
export async function findKey(db: Reader, accountId: number | null): Promise<SigningKey | undefined> {
  return db
    .selectFrom('mail_keys')
    .select(['id', 'selector', 'public_key as publicKey'])
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .executeTakeFirst()
}

/** Keeps a key unless there is one already, and returns that which is kept. */
export async function keepKey(
  work: Work,
  accountId: number | null,
  pair: { privateKey: string; publicKey: string },
): Promise<SigningKey> {
  await work.tx
    .insertInto('mail_keys')
    .values({
      account_id: accountId,
      selector: `desk${Buffer.from(randomToken(6), 'base64url').toString('hex')}`,
      private_key_encrypted: work.secrets.encrypt(pair.privateKey, MAIL_KEY),
      public_key: pair.publicKey,
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const key = await findKey(work.tx, accountId)
  if (!key) throw new Error('The key that was just kept is not there')
  return key
}

/** Notes whether a domain has the record of a key: only then is its mail signed. */
export async function noteRecord(work: Work, keyId: number, domain: string, isThere: boolean): Promise<void> {
  if (!isThere) {
    await work.tx.deleteFrom('mail_key_domains').where('key_id', '=', keyId).where('domain', '=', domain).execute()
    return
  }
  await work.tx
    .insertInto('mail_key_domains')
    .values({ key_id: keyId, domain, seen_at: work.now })
    .onConflict((conflict) => conflict.columns(['key_id', 'domain']).doUpdateSet({ seen_at: work.now }))
    .execute()
}

/** The key to sign mail from this address with, when the record of its domain was seen. */
export async function findSigningKey(
  { db, secrets }: { db: Reader; secrets: Secrets },
  accountId: number | null,
  address: string,
): Promise<{ domain: string; selector: string; privateKey: string } | undefined> {
  const domain = domainOf(address)
  const row = await db
    .selectFrom('mail_keys')
    .innerJoin('mail_key_domains', 'mail_key_domains.key_id', 'mail_keys.id')
    .select(['selector', 'private_key_encrypted'])
    .where('mail_key_domains.domain', '=', domain)
    // The installation's own address is used for every account.
    .where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', '=', accountId ?? 0)]))
    .orderBy('account_id', (order) => order.asc().nullsLast())
    .executeTakeFirst()
  return row && { domain, selector: row.selector, privateKey: secrets.decrypt(row.private_key_encrypted, MAIL_KEY) }
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return (address.split('@').at(-1) ?? '').toLowerCase()
}

/** Whether the records of an address's domain let this account send from there through the installation's server. */
export async function isSignedDomain(db: Reader, accountId: number, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('mail_keys')
    .innerJoin('mail_key_domains', 'mail_key_domains.key_id', 'mail_keys.id')
    .select('mail_keys.id')
    .where('account_id', '=', accountId)
    .where('domain', '=', domainOf(address))
    .executeTakeFirst()
  return row !== undefined
}
