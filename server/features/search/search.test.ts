import { beforeAll, describe, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { learnNames } from './learn-names.ts'

const desk = aDeskForAll()
let ines: TestAgent
let otto: TestAgent
let rival: TestAgent
const websites: Record<string, Answer['body']> = {}

beforeAll(async () => {
  const { ada, app } = desk()
  websites['shop'] = await aWebsite(ada, { name: 'Shop' })
  websites['repairs'] = await aWebsite(ada, { name: 'Repairs' })
  ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [websites['shop'].id] })
  otto = await anAgent(app, ada, { name: 'Otto' })
  rival = await anotherCompany(desk())
  const björn = await aTalk('shop', {
    name: 'Björn Håkansson',
    email: 'bjorn@fjord.example',
    phone_number: '+4670123456',
  })
  await says(björn, 'The reading lamp arrived broken, order INV-2024-007. Écoutez!')
  await answers(björn, 'We are sorry, a new lamp is under way')
  await answers(björn, 'Frail parcels, speak to the courier', true)
  const zoë = await aTalk('repairs', { name: 'Zoë Müller', identifier: 'crm-4711' })
  await says(zoë, 'Can my lamp shade be repaired? See https://lamp.example/shade?id=9 <b>now</b>')
  await says(zoë, 'ランプが壊れました')
  const other = await aWebsite(rival)
  const stranger = await aVisitor(app, other.website_token)
  await stranger.writes('A lamp of another company, INV-2024-007')
})

interface Talk {
  number: number
  contactId: number
  visitor: Awaited<ReturnType<typeof aVisitor>>
}

async function aTalk(at: string, contact: object): Promise<Talk> {
  const { ada, app } = desk()
  const visitor = await aVisitor(app, websites[at]?.website_token)
  const { body } = await visitor.writes('Hello')
  const { body: conversation } = await ada.get(`~/conversations/${body.conversation_id}`)
  const contactId = conversation.meta.sender.id
  expect((await ada.put(`~/contacts/${contactId}`, contact)).status).toBe(200)
  return { number: body.conversation_id, contactId, visitor }
}

const says = (talk: Talk, content: string) => talk.visitor.writes(content)

async function answers(talk: Talk, content: string, isPrivate = false) {
  await desk().ada.post(`~/conversations/${talk.number}/messages`, { content, private: isPrivate })
}

async function search(kind: string, q: string, who: TestAgent = desk().ada): Promise<Answer['body'][]> {
  const answer = await who.get(`~/search/${kind}?q=${encodeURIComponent(q)}`)
  expect(answer.status).toBe(200)
  return answer.body.payload[kind]
}

const texts = async (q: string, who?: TestAgent) => (await search('messages', q, who)).map((one) => one.content)
const names = async (q: string) => (await search('contacts', q)).map((one) => one.name)

describe('Messages', () => {
  test('every word must be there, in any order, whatever their case', async () => {
    expect(await texts('LAMP broken')).toEqual([expect.stringContaining('arrived broken')])
    expect(await texts('broken shade')).toEqual([])
  })

  test('accents do not matter, neither in what was said nor in what is asked', async () => {
    expect(await texts('ecoutez')).toHaveLength(1)
    expect(await texts('brókèn')).toHaveLength(1)
  })

  test('the last word may go on, the others may not, and a quoted one is whole', async () => {
    expect(await texts('new lam')).toHaveLength(1)
    expect(await texts('lam new')).toEqual([])
    expect(await texts('"lam"')).toEqual([])
  })

  test('words in quotes stand side by side', async () => {
    expect(await texts('"lamp shade"')).toHaveLength(1)
    expect(await texts('"shade lamp"')).toEqual([])
    expect(await texts('"reading lamp" broken')).toHaveLength(1)
  })

  test('numbers, parts of links and whole ones are found as they were written', async () => {
    expect(await texts('INV-2024-007')).toHaveLength(1)
    expect(await texts('2024-007')).toHaveLength(1)
    expect(await texts('007-2024')).toEqual([])
    expect(await texts('https://lamp.example/shade?id=9')).toHaveLength(1)
    expect(await texts('lamp.example')).toHaveLength(1)
  })

  test('a script without spaces is found by any of its parts', async () => {
    expect(await texts('壊れ')).toEqual(['ランプが壊れました'])
    expect(await texts('れ壊')).toEqual([])
  })

  test('notes are found, activity lines and deleted messages are not', async () => {
    const [note] = await search('messages', 'courier')
    expect(note).toMatchObject({ private: true, content: expect.stringContaining('courier') })
    const { ada } = desk()
    const sent = await ada.post('~/conversations/1/messages', { content: 'Ephemeral words' })
    expect(await texts('ephemeral')).toHaveLength(1)
    await ada.delete(`~/conversations/1/messages/${sent.body.id}`)
    expect(await texts('ephemeral')).toEqual([])
    expect(await texts('deleted')).toEqual([])
    await ada.post('~/conversations/1/toggle_priority', { priority: 'high' })
    expect(await texts('priority')).toEqual([])
  })

  test('what says it twice stands before what says it once', async () => {
    const { ada } = desk()
    await ada.post('~/conversations/1/messages', { content: 'Walnut, I say, walnut' })
    await ada.post('~/conversations/1/messages', { content: 'A long story in which a walnut has no great part at all' })
    expect(await texts('walnut')).toEqual([expect.stringContaining('I say'), expect.stringContaining('story')])
  })

  test('what was found is marked, and no text of a customer becomes markup', async () => {
    const [found] = await search('messages', 'shade now')
    expect(found.highlight.content).toContain('&#60;b&#62;<mark>now</mark>&#60;/b&#62;')
    expect(found.highlight.content.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/)
    const [accented] = await search('messages', 'ecou')
    expect(accented.highlight.content).toContain('<mark>Écoutez</mark>!')
  })

  test('each comes with its inbox, conversation and sender', async () => {
    const [found] = await search('messages', 'arrived broken')
    expect(found).toMatchObject({
      conversation_id: 1,
      inbox: { id: websites['shop'].id, name: 'Shop', channel_type: 'Channel::WebWidget' },
      sender: { name: 'Björn Håkansson', type: 'contact' },
    })
  })
})

describe('Contacts', () => {
  test('they are found by name, e-mail, phone number and identifier', async () => {
    for (const q of [
      'bjorn',
      'hakansson björn',
      'Björn Hå',
      'bjorn@fjord.example',
      'bjorn@fj',
      '+4670123456',
      '467012',
    ]) {
      expect([q, await names(q)]).toEqual([q, ['Björn Håkansson']])
    }
    expect(await names('CRM-4711')).toEqual(['Zoë Müller'])
  })

  test('a name with a slip is found, and after one that has none', async () => {
    await learnNames(desk().database.db)
    expect(await names('Hakanson')).toEqual(['Björn Håkansson'])
    expect(await names('Mueler')).toEqual(['Zoë Müller'])
    const { ada } = desk()
    await ada.post('~/contacts', { name: 'Zoë Muller-Hakanson' })
    expect(await names('Hakanson')).toEqual(['Zoë Muller-Hakanson', 'Björn Håkansson'])
    expect(await names('xylophone')).toEqual([])
  })

  test('what was found of one is marked', async () => {
    const [found] = await search('contacts', 'fjord')
    expect(found.highlight).toEqual({ email: 'bjorn@<mark>fjord</mark>.example' })
  })
})

describe('Conversations', () => {
  test('a number finds its conversation, with or without the sign', async () => {
    for (const q of ['#2', '2', ' #2 ']) expect((await search('conversations', q)).map((one) => one.id)).toEqual([2])
    expect(await search('conversations', '#999')).toEqual([])
    expect(await search('conversations', '9999999999999')).toEqual([])
  })

  test('a contact finds their conversations, the latest first', async () => {
    const [found] = await search('conversations', 'muller')
    expect(found).toMatchObject({
      id: 2,
      contact: { name: 'Zoë Müller' },
      inbox: { name: 'Repairs' },
      message: { content: 'ランプが壊れました' },
      highlight: { name: 'Zoë <mark>Müller</mark>' },
    })
  })

  test('what was said finds conversations, each with the messages that say it', async () => {
    const { body } = await desk().ada.get('~/conversations/search?q=lamp')
    expect(body.meta).toEqual({ mine_count: 0, unassigned_count: 2, all_count: 2 })
    const found = body.payload.find((one: { id: number }) => one.id === 1)
    expect(found.messages).toHaveLength(2)
    expect(found).toMatchObject({ contact: { name: 'Björn Håkansson' }, inbox: { name: 'Shop' } })
    expect(found.messages.map((one: { sender_name: string }) => one.sender_name).sort()).toEqual([
      'Ada',
      'Björn Håkansson',
    ])
    await desk().ada.post('~/conversations/1/assignments', { assignee_id: desk().ada.user.id })
    const again = await desk().ada.get('~/conversations/search?q=lamp')
    expect(again.body.meta).toEqual({ mine_count: 1, unassigned_count: 1, all_count: 2 })
    const byNumber = await desk().ada.get(`~/conversations/search?q=${encodeURIComponent('#1')}`)
    expect(byNumber.body.payload[0]).toMatchObject({ id: 1, messages: [] })
  })
})

describe('Whoever asks', () => {
  test('finds conversations and messages of their inboxes only, and every contact of the account', async () => {
    expect(await texts('lamp', ines)).toHaveLength(2)
    expect(await texts('shade', ines)).toEqual([])
    expect(await texts('lamp', otto)).toEqual([])
    expect(await search('conversations', '#2', ines)).toEqual([])
    expect(await search('conversations', 'muller', ines)).toEqual([])
    expect(await search('conversations', 'bjorn', ines)).toHaveLength(1)
    expect(await search('contacts', 'zoe', otto)).not.toEqual([])
    const { body } = await ines.get('~/conversations/search?q=lamp')
    expect(body).toMatchObject({ meta: { all_count: 1 }, payload: [{ id: 1 }] })
    expect((await otto.get('~/conversations/search?q=lamp')).body.meta.all_count).toBe(0)
  })

  test('finds nothing of another account', async () => {
    expect(await texts('INV-2024-007', rival)).toEqual(['A lamp of another company, INV-2024-007'])
    expect((await texts('lamp')).join()).not.toContain('another company')
    for (const q of ['bjorn', 'Hakanson', 'crm-4711']) expect(await search('contacts', q, rival)).toEqual([])
    expect(await search('conversations', '#2', rival)).toEqual([])
    const { body } = await rival.get('~/search?q=lamp')
    expect(body.payload.messages).toHaveLength(1)
  })

  test('is told when the question is too long or no text, and gets nothing for nothing', async () => {
    for (const q of ['', '   ', '!?', '"', '"" ""', "'#a1'", '& | ! ( ) : *', '<->', '\\', '%', '_', '\u0000']) {
      const { status, body } = await desk().ada.get(`~/search?q=${encodeURIComponent(q)}`)
      expect([q, status]).toEqual([q, 200])
      expect(body.payload.articles).toEqual([])
      expect([q, body.payload.messages]).toEqual([q, []])
    }
    expect((await desk().ada.get('~/search')).body.payload.contacts).toEqual([])
    for (const query of [`q=${'x'.repeat(256)}`, 'q[]=a', 'q=a&page=0', 'q=a&page=x', 'q=a&page=1001']) {
      const { status, body } = await desk().ada.get(`~/search/messages?${query}`)
      expect([query, status, body.attributes]).toEqual([query, 422, [query.includes('page') ? 'page' : 'q']])
    }
  })
})

test('pages of a search hold everything once, and what comes later does not hide it', async () => {
  const { ada } = desk()
  for (let count = 1; count <= 32; count += 1) {
    await ada.post('~/conversations/2/messages', { content: `Pebble ${count}`, private: count % 2 === 0 })
  }
  const seen: string[] = []
  for (const page of [1, 2, 3, 4]) {
    const { body } = await ada.get(`~/search/messages?q=pebble&page=${page}`)
    seen.push(...body.payload.messages.map((one: { content: string }) => one.content))
  }
  expect(seen).toHaveLength(32)
  expect(new Set(seen).size).toBe(32)
})

test('a search costs the same few statements however much it finds', async () => {
  const cost = (q: string, who = desk().ada) => countQueries(() => who.get(`~/search?q=${encodeURIComponent(q)}`))
  const most = Math.max(await cost('lamp'), await cost('pebble'), await cost('zoe', ines))
  expect(await cost('pebble')).toBe(await cost('ecoutez'))
  expect(most).toBeLessThanOrEqual(24)
  expect(await countQueries(() => desk().ada.get('~/search/messages?q=pebble'))).toBeLessThanOrEqual(12)
})
