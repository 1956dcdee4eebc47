import { afterAll, beforeAll } from 'vitest'
import { startDovecot, type Dovecot } from './dovecot.ts'
import { startPostfix, type Postfix, type PostfixOptions } from './postfix.ts'

/** Starts a mail server, and one with its mailboxes, for all tests of a group. Call it in the group and the result in tests. */
export function aPostfixForAll(
  options: Omit<PostfixOptions, 'dovecot'> | (() => Promise<Omit<PostfixOptions, 'dovecot'>>),
): () => { postfix: Postfix; dovecot: Dovecot } {
  let started: { postfix: Postfix; dovecot: Dovecot } | undefined
  beforeAll(async () => {
    const dovecot = await startDovecot()
    const wanted = typeof options === 'function' ? await options() : options
    started = { dovecot, postfix: await startPostfix({ ...wanted, dovecot }) }
  })
  afterAll(async () => {
    await started?.postfix.close()
    await started?.dovecot.close()
  })
  return () => {
    if (!started) throw new Error('The servers of a group are there once its tests run')
    return started
  }
}
