import { onTestFinished } from 'vitest'
import { startDovecot, type Dovecot, type DovecotOptions } from './dovecot.ts'

/** Starts an IMAP server; it ends with the test. */
export async function aDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const dovecot = await startDovecot(options)
  onTestFinished(() => dovecot.close())
  return dovecot
}
