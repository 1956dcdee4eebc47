import { expect, test } from 'vitest'
import { reactTask } from '../platform/events/number-events.ts'
import { aDesk, type TestDesk } from '../testing/desk.ts'
import { aVisitor, aWebsite } from '../testing/people.ts'
import { jobHandlers } from './job-handlers.ts'

async function deskWithGreeting() {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada, { greeting_enabled: true, greeting_message: 'Welcome' })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  const event = await desk.ports.db
    .selectFrom('events')
    .select('id')
    .where('type', '=', 'message.created')
    .executeTakeFirstOrThrow()
  const react = jobHandlers(desk.ports)[reactTask]
  const texts = async () => {
    const thread = await mo.get('/messages')
    return thread.body.payload.map((message: { content: string }) => message.content)
  }
  return { desk, texts, run: () => react?.({ eventId: event.id, subscribers: ['answer-with-templates'] }) }
}

function marks({ ports }: TestDesk) {
  const { db } = ports
  return db.selectFrom('event_reactions').selectAll().where('subscriber', '=', 'answer-with-templates').execute()
}

test('a reaction whose job runs twice, even at once, has its effect once', async () => {
  const { desk, texts, run } = await deskWithGreeting()
  await Promise.all([run(), run()])
  await run()
  await desk.settle()
  expect(await texts()).toEqual(['Hello', 'Welcome'])
  expect(await marks(desk)).toHaveLength(1)
})

test('a reaction that fails leaves no mark of having run', async () => {
  const { desk, texts, run } = await deskWithGreeting()
  await desk.ports.db.schema.alterTable('messages').renameTo('hidden_messages').execute()
  await expect(run()).rejects.toThrow('messages')
  await desk.ports.db.schema.alterTable('hidden_messages').renameTo('messages').execute()
  expect(await marks(desk)).toEqual([])
  await desk.settle()
  expect(await texts()).toEqual(['Hello', 'Welcome'])
})
