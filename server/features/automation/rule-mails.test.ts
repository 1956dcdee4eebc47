import { expect, test } from 'vitest'
import { actionRows, conditionRows } from '../../testing/automation.ts'
import { aDesk } from '../../testing/desk.ts'
import { furnish } from '../../testing/furnished.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { aTeam } from '../../testing/teams.ts'

async function aDeskWithMail() {
  const mail = await aMailServer()
  const desk = await aDesk(mail.environment)
  const at = await furnish(desk)
  await desk.settle()
  const aRule = async (more: object) => {
    const rule = { name: 'Lamps', event_name: 'message_created', conditions: [], ...more }
    const { status, body } = await desk.ada.post('~/automation_rules', rule)
    expect([status, body.message]).toEqual([200, undefined])
    return body.id as number
  }
  const moWrites = async () => {
    await at.mo.post('/messages', { message: { content: 'Hi' } })
    await desk.settle()
  }
  const deeds = async (rule: number) => (await desk.ada.get(`~/automation_rules/${rule}/runs`)).body.payload[0].actions
  const sent = () =>
    mail.taken.map(({ to, source }) => ({ to, subject: /^Subject: (.+)$/m.exec(source)?.[1]?.trim() ?? '' }))
  return { mail, desk, at, aRule, moWrites, deeds, sent }
}

test('everybody in a team gets the mail that a rule sends them, with the way to the conversation', async () => {
  const { mail, desk, at, aRule, moWrites, deeds, sent } = await aDeskWithMail()
  const team = await aTeam(desk.ada, 'workshop')
  await desk.ada.post(`~/teams/${team.id}/team_members`, { user_ids: [at.ines.user.id] })
  const actions = actionRows([['send_email_to_team', { team_ids: [team.id], message: 'Please look' }]])
  const rule = await aRule({ actions })
  await moWrites()
  expect(await deeds(rule)).toMatchObject([{ done: true }])
  expect(sent()).toEqual([{ to: [at.ines.user.email], subject: `Conversation #${at.conversation} needs your team` }])
  expect(mail.taken[0]?.source).toContain('Please look')
})

test('administrators are told of a rule that was switched off', async () => {
  const { desk, aRule, moWrites, sent } = await aDeskWithMail()
  const plan = { attribute_display_name: 'Plan', attribute_key: 'plan', attribute_display_type: 0, attribute_model: 0 }
  const { id } = (await desk.ada.post('~/custom_attribute_definitions', plan)).body
  const conditions = conditionRows([['plan', 'is_present', [], undefined, 'conversation_attribute']])
  await aRule({ conditions, actions: actionRows([['add_label', 'x']]) })
  await desk.ada.delete(`~/custom_attribute_definitions/${id}`)
  await moWrites()
  expect(sent()).toMatchObject([{ to: ['ada@lamp.example'] }])
})

test('a transcript for a customer without an address goes to nobody, also not to those named before', async () => {
  const { aRule, moWrites, deeds, sent } = await aDeskWithMail()
  const rule = await aRule({ actions: actionRows([['send_email_transcript', 'boss@lamp.example,{{contact.email}}']]) })
  await moWrites()
  expect(await deeds(rule)).toMatchObject([{ done: false, reason: 'The customer has no e-mail address' }])
  expect(sent()).toEqual([])
})
