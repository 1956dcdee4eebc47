import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { aDovecot } from '../../../testing/a-dovecot.ts'
import { whyNoDovecot, type Dovecot } from '../../../testing/dovecot.ts'
import { intakeOf, type Intake } from './intake.ts'
import { startFetching } from './start-fetching.ts'

const patiently = { timeout: 45_000, interval: 25 }

// Servers start and stop here, beside whatever else the machine does.
const options = { timeout: 120_000 }

describe.skipIf(whyNoDovecot)(
  `fetching from a real IMAP server${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`,
  options,
  () => {
    test('a mail that comes in is here at once, and stays unread in the mailbox', async () => {
      const { desk, dovecot, inbox } = await aMailboxDesk()
      const other = await dovecot.client('support@lamp.example')
      await stateIs(desk, inbox, 'idle')
      const uid = await other.append(mail('one'))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(['one@home.example']), patiently)
      expect((await other.flags()).get(uid)).not.toContain('Seen')
      other.leave()
    })

    test('what lay in the mailbox before the inbox was connected is left there', async () => {
      const dovecot = await aDovecot()
      const other = await dovecot.client('support@lamp.example')
      await other.append(mail('old'), new Date(Date.now() - 3_600_000))
      const { desk, inbox } = await aMailboxDesk({ dovecot })
      await stateIs(desk, inbox, 'idle')
      await other.append(mail('new'))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(['new@home.example']), patiently)
      other.leave()
    })

    test('what comes between the making of the inbox and the first connection is taken', async () => {
      const dovecot = await aDovecot()
      const other = await dovecot.client('support@lamp.example')
      const { desk } = await aMailboxDesk({ dovecot, beforeFetching: () => other.append(mail('early')) })
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('early')), patiently)
      other.leave()
    })

    test('what came while the server or the desk was away is caught up, in order and once', async () => {
      const { desk, dovecot, inbox, again, stop } = await aMailboxDesk()
      await stateIs(desk, inbox, 'idle')
      await dovecot.stop()
      await imapIs(desk, inbox, { state: 'waiting', error: expect.any(String), retry_at: expect.any(String) })
      await stop()
      await dovecot.start()
      const other = await dovecot.client('support@lamp.example')
      for (const name of ['a', 'b', 'c']) await other.append(mail(name))
      desk.pass(3 * 24 * 3600)
      again()
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('a', 'b', 'c')), patiently)
      await imapIs(desk, inbox, { state: 'idle', error: null })
      other.leave()
    })

    test('a mailbox that counts anew brings nothing twice, and nothing back that was deleted', async () => {
      const { desk, dovecot, inbox, again, stop } = await aMailboxDesk()
      await stateIs(desk, inbox, 'idle')
      const other = await dovecot.client('support@lamp.example')
      for (const name of ['a', 'b']) await other.append(mail(name))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('a', 'b')), patiently)
      const before = await position(desk)
      other.leave()
      await stop()
      await dovecot.stop()
      await dovecot.renumber('support@lamp.example')
      await dovecot.start()
      const later = await dovecot.client('support@lamp.example')
      await later.append(mail('c'))
      again()
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('a', 'b', 'c')), patiently)
      await vi.waitFor(async () => expect((await position(desk)).last_uid).toBe(3), patiently)
      expect((await position(desk)).uid_validity).not.toBe(before.uid_validity)
      later.leave()
    })

    test('a server without IDLE is asked from time to time', async () => {
      const dovecot = await aDovecot({ idle: false })
      const { desk, inbox } = await aMailboxDesk({ dovecot })
      await stateIs(desk, inbox, 'polling')
      const other = await dovecot.client('support@lamp.example')
      await other.append(mail('one'))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('one')), patiently)
      other.leave()
    })

    test('the position stays before a mail that could not be stored, and it comes in later', async () => {
      let isAway = true
      const { desk, dovecot, inbox } = await aMailboxDesk({
        intake: (real) => ({
          ...real,
          keep: async (one) => {
            if (isAway) throw new Error('No room left')
            return real.keep(one)
          },
        }),
      })
      await vi.waitFor(async () => expect((await position(desk)).uid_validity).not.toBeNull(), patiently)
      const other = await dovecot.client('support@lamp.example')
      await other.append(mail('one'))
      await stateIs(desk, inbox, 'waiting')
      expect((await position(desk)).last_uid).toBe(0)
      isAway = false
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('one')), patiently)
      await vi.waitFor(async () => expect((await position(desk)).last_uid).toBe(1), patiently)
      other.leave()
    })

    test('a mail beyond the limit is put aside with the reason, and the next one comes in', async () => {
      const { desk, dovecot, inbox } = await aMailboxDesk({ maximumBytes: 10_000 })
      await stateIs(desk, inbox, 'idle')
      const other = await dovecot.client('support@lamp.example')
      await other.append(mail('huge', 'x'.repeat(70).concat('\r\n').repeat(500)))
      await other.append(mail('small'))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('huge', 'small')), patiently)
      const rows = await desk.ports.db.selectFrom('received_mails').select(['state', 'reason']).orderBy('id').execute()
      expect(rows[0]).toEqual({ state: 'quarantined', reason: expect.stringContaining('more than the 1 MB') })
      expect(rows[1]?.state).toBe('waiting')
      expect((await desk.ada.get(`~/inboxes/${inbox}/mail_state`)).body).toMatchObject({ waiting: 1, quarantined: 1 })
      other.leave()
    })

    test('a changed setting takes effect at once: a wrong password waits, the right one fetches, and off is off', async () => {
      const { desk, dovecot, inbox } = await aMailboxDesk()
      await stateIs(desk, inbox, 'idle')
      await change(desk, inbox, { imap_password: 'a wrong one' })
      const error = expect.stringMatching(/did not let support@lamp\.example in(?!.*a wrong one)/)
      await imapIs(desk, inbox, { state: 'waiting', error })
      await change(desk, inbox, { imap_password: dovecot.channel('')['imap_password'] })
      await stateIs(desk, inbox, 'idle')
      await change(desk, inbox, { imap_enabled: false })
      await stateIs(desk, inbox, 'off')
    })

    test('when no process has fetched for a while, the state says so', async () => {
      const { desk, inbox, stop } = await aMailboxDesk()
      await stateIs(desk, inbox, 'idle')
      await stop()
      desk.pass(3600)
      const { body } = await desk.ada.get(`~/inboxes/${inbox}/mail_state`)
      expect(body.imap).toMatchObject({ state: 'waiting', error: expect.stringContaining('role worker') })
      expect(body.imap.lag_seconds).toBeGreaterThan(3500)
    })

    test('two processes: one fetches, and the other takes over when it ends', async () => {
      const { desk, dovecot, inbox, fetching, again } = await aMailboxDesk()
      await stateIs(desk, inbox, 'idle')
      const second = again()
      expect([fetching.isActive(), second.isActive()]).toEqual([true, false])
      await fetching.stop()
      await vi.waitFor(() => expect(second.isActive()).toBe(true), patiently)
      const other = await dovecot.client('support@lamp.example')
      await other.append(mail('one'))
      await vi.waitFor(async () => expect(await kept(desk)).toEqual(ids('one')), patiently)
      other.leave()
    })
  },
)

interface Wanted {
  dovecot?: Dovecot
  intake?: (real: Intake) => Intake
  maximumBytes?: number
  beforeFetching?: () => Promise<unknown>
}

/** A desk with an inbox whose mail lies on a real server, and is being fetched. */
async function aMailboxDesk(wanted: Wanted = {}) {
  const dovecot = wanted.dovecot ?? (await aDovecot())
  const desk = await aDesk(dovecot.environment)
  const channel = dovecot.channel('support@lamp.example')
  const { body } = await desk.ada.post('~/inboxes', { name: 'Support', channel })
  await desk.settle()
  await wanted.beforeFetching?.()
  const { maximumBytes = 1_000_000 } = wanted
  const real = intakeOf(desk.ports, maximumBytes)
  const start = () => {
    const fetching = startFetching({
      pool: desk.database.pool,
      ports: desk.ports,
      intake: wanted.intake?.(real) ?? real,
      maximumBytes,
      pollMs: 100,
      pauseAfter: () => 100,
    })
    onTestFinished(() => fetching.stop())
    return fetching
  }
  const fetching = start()
  return { desk, dovecot, inbox: Number(body.id), fetching, again: start, stop: () => fetching.stop() }
}

async function change(desk: TestDesk, inbox: number, channel: object) {
  expect((await desk.ada.patch(`~/inboxes/${inbox}`, { channel })).status).toBe(200)
  await desk.settle()
}

function stateIs(desk: TestDesk, inbox: number, state: string) {
  return imapIs(desk, inbox, { state })
}

/** Waits for all of it at one look: what waits tries again at once, and is in another state then. */
async function imapIs(desk: TestDesk, inbox: number, wanted: object) {
  await vi.waitFor(async () => {
    const { body } = await desk.ada.get(`~/inboxes/${inbox}/mail_state`)
    expect(body.imap).toMatchObject(wanted)
  }, patiently)
}

async function kept(desk: TestDesk): Promise<string[]> {
  const rows = await desk.ports.db.selectFrom('received_mails').select('header_id').orderBy('id').execute()
  return rows.map((row) => row.header_id)
}

function position(desk: TestDesk) {
  return desk.ports.db.selectFrom('mailbox_fetches').selectAll().executeTakeFirstOrThrow()
}

const ids = (...names: string[]) => names.map((name) => `${name}@home.example`)

function mail(name: string, text = 'The lamp is broken.'): string {
  return [
    `Message-ID: <${name}@home.example>`,
    'From: Mo <mo@home.example>',
    'To: support@lamp.example',
    `Subject: ${name}`,
    `Date: ${new Date().toUTCString()}`,
    '',
    text,
    '',
  ].join('\r\n')
}
