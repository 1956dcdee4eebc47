import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { makePushKeys, type PushKeys } from '../../platform/web-push/web-push.ts'

const PURPOSE = 'push-key'

/** The installation's public push key, which browsers subscribe with; undefined before it was made. */
export async function findPublicPushKey(db: Reader): Promise<string | undefined> {
  const row = await db.selectFrom('push_keys').select('public_key').executeTakeFirst()
  return row?.public_key
}

/** Makes the installation's push keys, unless they are there. */
export async function makeInstallationPushKeys(work: Work): Promise<void> {
  const { publicKey, privateKey } = makePushKeys()
  await work.tx
    .insertInto('push_keys')
    .values({
      public_key: publicKey,
      private_key_encrypted: work.secrets.encrypt(privateKey, PURPOSE),
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The installation's push keys; throws `DecryptionFailed` when they were made under another SECRET_KEY. */
export async function findPushKeys(db: Reader, secrets: Secrets): Promise<PushKeys | undefined> {
  const row = await db.selectFrom('push_keys').select(['public_key', 'private_key_encrypted']).executeTakeFirst()
  return row && { publicKey: row.public_key, privateKey: secrets.decrypt(row.private_key_encrypted, PURPOSE) }
}
