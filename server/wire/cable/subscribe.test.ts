import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { agentWords, aCable, listenAs, listenAsVisitor, subscribe, visitorWords } from '../../testing/cable.ts'
import { aDesk, testPassword, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, signIn } from '../../testing/people.ts'

const patiently = { timeout: 20_000, interval: 5 }

async function deskWithCable() {
  const desk = await aDesk()
  return { desk, cable: await aCable(desk) }
}

/** A socket without a client on top, that keeps the texts it hears. */
async function bareSocket(url: string) {
  const socket = new WebSocket(url, ['actioncable-v1-json', 'actioncable-unsupported'])
  onTestFinished(() => socket.terminate())
  const texts: string[] = []
  socket.on('message', (text) => void texts.push(String(text)))
  await once(socket, 'open')
  const heard = (part: string) =>
    vi.waitFor(() => expect(texts.some((text) => text.includes(part))).toBe(true), patiently)
  return { socket, texts, heard, say: (words: unknown) => socket.send(JSON.stringify(words)) }
}

test('a socket is welcomed and hears a ping with the time in seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { cable } = await deskWithCable()
  const { socket, texts } = await bareSocket(cable.url)
  expect(socket.protocol).toBe('actioncable-v1-json')
  await vi.waitUntil(() => texts.length === 1)
  vi.advanceTimersByTime(3000)
  await vi.waitUntil(() => texts.length === 2)
  expect(texts[0]).toBe('{"type":"welcome"}')
  expect(JSON.parse(texts[1] ?? '')).toEqual({ type: 'ping', message: expect.any(Number) })
})

test('the identifier comes back byte for byte, however it was spelt', async () => {
  const { desk, cable } = await deskWithCable()
  const { pubsub_token, account_id, id } = desk.ada.user
  const identifier = `{ "user_id" : "${id}", "account_id":${account_id},"x":"\\u00fc ü", "channel":"RoomChannel","pubsub_token":"${pubsub_token}"}`
  const { texts, heard, say } = await bareSocket(cable.url)
  say({ command: 'subscribe', identifier })
  await heard('presence.update')
  expect(texts[1]).toBe(JSON.stringify({ identifier, type: 'confirm_subscription' }))
  expect(JSON.parse(texts[2] ?? '').identifier).toBe(identifier)
})

test('nonsense on a socket is let pass and the next command is done', async () => {
  const { desk, cable } = await deskWithCable()
  const { socket, heard, say } = await bareSocket(cable.url)
  for (const text of ['', 'hello', '[]', '{"command":"dance","identifier":"x"}', '{"command":"message"}']) {
    socket.send(text)
  }
  say({ command: 'message', identifier: 'unknown', data: '{"action":"resume"}' })
  say({ command: 'unsubscribe', identifier: 'unknown' })
  const identifier = JSON.stringify(agentWords(desk.ada))
  say({ command: 'subscribe', identifier })
  await heard('confirm_subscription')
  for (const data of ['{', '{}', '{"action":1}', '{"action":"dance"}']) say({ command: 'message', identifier, data })
  say({ command: 'message', identifier, data: '{"action":"resume","position":null}' })
  await heard('resume.done')
})

test('who may not listen is rejected', async () => {
  const { desk, cable } = await deskWithCable()
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const words = agentWords(desk.ada)
  const wrong = [
    { ...words, pubsub_token: 'wrong' },
    { ...words, pubsub_token: `${String(words.pubsub_token).split('.')[0]}.forged` },
    { ...words, user_id: ben.user.id },
    { ...words, account_id: words.account_id + 1 },
    { channel: words.channel, pubsub_token: words.pubsub_token, user_id: words.user_id },
    { ...words, channel: 'OtherChannel' },
    // The token for calling the widget API is void on the socket, and an agent's token makes no visitor.
    { ...visitorWords(mo), pubsub_token: mo.authToken },
    { channel: words.channel, pubsub_token: words.pubsub_token },
    { ...visitorWords(mo), pubsub_token: `${mo.pubsubToken}x` },
  ]
  for (const one of wrong) {
    const ear = await subscribe(cable, one)
    expect(ear.isRejected(), JSON.stringify(one)).toBe(true)
    await ear.close()
  }
})

test('a socket holds ten subscriptions and no more', async () => {
  const { desk, cable } = await deskWithCable()
  const { texts, heard, say } = await bareSocket(cable.url)
  for (let turn = 0; turn <= 10; turn++) {
    say({ command: 'subscribe', identifier: JSON.stringify({ ...agentWords(desk.ada), turn }) })
  }
  await heard('reject_subscription')
  expect(texts.filter((text) => text.includes('confirm_subscription'))).toHaveLength(10)
})

test('an agent is told who is there when they come, and everybody is told when somebody comes or goes', async () => {
  const { desk, cable } = await deskWithCable()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const [adaId, benId] = [String(desk.ada.user.id), String(ben.user.id)]
  const atAda = await listenAs(cable, desk.ada)
  const first = await atAda.hears('presence.update')
  expect(first.data).toEqual({ account_id: desk.accountId, users: { [adaId]: 'online' }, contacts: {} })
  const latest = () => atAda.frames.findLast((frame) => frame.event === 'presence.update')?.data.users
  const atBen = await listenAs(cable, ben)
  await vi.waitFor(() => expect(latest()).toEqual({ [adaId]: 'online', [benId]: 'online' }), patiently)
  await ben.post('/api/v1/profile/availability', { profile: { account_id: desk.accountId, availability: 'busy' } })
  atAda.perform('update_presence')
  await atAda.caughtUp()
  expect(latest()).toEqual({ [adaId]: 'online', [benId]: 'busy' })
  await atBen.close()
  await vi.waitFor(() => expect(latest()).toEqual({ [adaId]: 'online' }), patiently)
})

test('somebody with two tabs is there until the last one closes', async () => {
  const { desk, cable } = await deskWithCable()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const [one, two] = [await listenAs(cable, ben), await listenAs(cable, ben)]
  const atAda = await listenAs(cable, desk.ada)
  const latest = () => atAda.frames.findLast((frame) => frame.event === 'presence.update')?.data.users
  await one.close()
  await vi.waitFor(() => expect(cable.connections()).toBe(2), patiently)
  await two.caughtUp()
  atAda.perform('update_presence')
  await atAda.caughtUp()
  expect(latest()).toHaveProperty(String(ben.user.id))
  await two.close()
  await vi.waitFor(() => expect(latest()).not.toHaveProperty(String(ben.user.id)), patiently)
})

test('a visitor learns which agents are there and nothing of other visitors', async () => {
  const { desk, cable } = await deskWithCable()
  const inbox = await aWebsite(desk.ada)
  const [mo, kim] = [await aVisitor(desk.app, inbox.website_token), await aVisitor(desk.app, inbox.website_token)]
  await mo.writes('Hello')
  await kim.writes('Hello')
  const atAda = await listenAs(cable, desk.ada)
  const atMo = await listenAsVisitor(cable, mo)
  const atKim = await listenAsVisitor(cable, kim)
  await atKim.caughtUp()
  const contacts = await desk.ports.db.selectFrom('contacts').select('id').execute()
  const there = Object.fromEntries(contacts.map(({ id }) => [String(id), 'online']))
  atAda.perform('update_presence')
  await atAda.caughtUp()
  expect(atAda.frames.at(-1)?.data.contacts).toEqual(there)
  atMo.perform('update_presence')
  await atMo.caughtUp()
  expect(atMo.frames.length).toBeGreaterThan(1)
  for (const frame of [...atMo.frames, ...atKim.frames]) {
    expect(frame.data).toEqual({ account_id: desk.accountId, users: { [desk.ada.user.id]: 'online' } })
  }
})

async function deskWithListeningBen() {
  const { desk, cable } = await deskWithCable()
  const inbox = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const atBen = await listenAs(cable, ben)
  return { desk, cable, inbox, ben, mo, atBen }
}

/** Something happens that Ben would hear of if he might; Ada, who hears everything, shows that it was told. */
async function somethingHappens({ desk, cable }: { desk: TestDesk; cable: { url: string } }) {
  const atAda = await listenAs(cable, desk.ada)
  await desk.ada.post('~/conversations/1/messages', { content: 'Did you hear this?' })
  await desk.settle()
  await atAda.hears('message.created')
}

test('a device that is signed out hears no more, and the others of the same person hear on', async () => {
  const { desk, cable, ben, atBen } = await deskWithListeningBen()
  const phone = await signIn(desk.app, ben.user.email, testPassword)
  expect(phone.user.pubsub_token).not.toBe(ben.user.pubsub_token)
  const atPhone = await listenAs(cable, phone)
  await phone.delete('/auth/sign_out')
  await vi.waitFor(() => expect(atPhone.isRejected()).toBe(true), patiently)
  await somethingHappens({ desk, cable })
  await atBen.hears('message.created')
  expect(atPhone.events()).toEqual([])
  expect((await subscribe(cable, agentWords(phone))).isRejected()).toBe(true)
})

test('a session that is ended from another device hears no more', async () => {
  const { desk, cable, ben, atBen } = await deskWithListeningBen()
  const phone = await signIn(desk.app, ben.user.email, testPassword)
  const sessions = await phone.get('/api/v1/profile/sessions')
  const other = sessions.body.find((session: { current: boolean }) => !session.current)
  await phone.delete(`/api/v1/profile/sessions/${other.id}`)
  await vi.waitFor(() => expect(atBen.isRejected()).toBe(true), patiently)
  await somethingHappens({ desk, cable })
  expect(atBen.events()).toEqual([])
})

test('a new password silences every other device', async () => {
  const { desk, cable, ben, atBen } = await deskWithListeningBen()
  const phone = await signIn(desk.app, ben.user.email, testPassword)
  const atPhone = await listenAs(cable, phone)
  const changed = await phone.put('/api/v1/profile', {
    profile: {
      current_password: testPassword,
      password: 'another long horse',
      password_confirmation: 'another long horse',
    },
  })
  expect(changed.body.pubsub_token).toBe(phone.user.pubsub_token)
  await vi.waitFor(() => expect(atBen.isRejected()).toBe(true), patiently)
  await somethingHappens({ desk, cable })
  await atPhone.hears('message.created')
  expect(atBen.events()).toEqual([])
})

test('who calls with the API token listens with the token of the profile, until the API token is reset', async () => {
  const { desk, cable, ben } = await deskWithListeningBen()
  const headers = { api_access_token: ben.user.access_token }
  const profile = (await desk.app.inject({ url: '/api/v1/profile', headers })).json()
  expect(profile.pubsub_token).not.toBe(ben.user.pubsub_token)
  const robot = await subscribe(cable, { ...agentWords(ben), pubsub_token: profile.pubsub_token })
  expect(robot.isRejected()).toBe(false)
  await ben.post('/api/v1/profile/reset_access_token')
  await vi.waitFor(() => expect(robot.isRejected()).toBe(true), patiently)
})

test('somebody who is taken out of the account hears no more', async () => {
  const { desk, cable, ben, atBen } = await deskWithListeningBen()
  await desk.ada.delete(`~/agents/${ben.user.id}`)
  await desk.settle()
  await vi.waitFor(() => expect(atBen.isRejected()).toBe(true), patiently)
  const before = atBen.frames.length
  await somethingHappens({ desk, cable })
  expect(atBen.frames.slice(before)).toEqual([])
})

test('somebody who is taken out of an inbox hears no more of it, and hears again when they are back', async () => {
  const { desk, cable, inbox, ben, atBen } = await deskWithListeningBen()
  const members = { inbox_id: inbox.id, user_ids: [ben.user.id] }
  await desk.ada.delete('~/inbox_members', members)
  await desk.settle()
  await somethingHappens({ desk, cable })
  await atBen.caughtUp()
  expect(atBen.isRejected()).toBe(false)
  expect(atBen.events()).toEqual(['account.cache_invalidated'])
  await desk.ada.post('~/inbox_members', members)
  await desk.settle()
  await somethingHappens({ desk, cable })
  await atBen.hears('message.created')
})

test('a subscription that was authorised while access went away is looked at again', async () => {
  const { desk, cable, ben } = await deskWithListeningBen()
  const { db } = desk.ports
  // Between the look at the token and the first frame, the device is signed out.
  const query = vi.spyOn(db, 'selectFrom')
  query.mockImplementationOnce((...args: Parameters<typeof db.selectFrom>) => {
    void ben.delete('/auth/sign_out')
    return db.selectFrom(...args)
  })
  const late = await subscribe(cable, { ...agentWords(ben), late: true })
  query.mockRestore()
  await vi.waitFor(() => expect(late.isRejected()).toBe(true), patiently)
})
