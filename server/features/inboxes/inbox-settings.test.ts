import { describe, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { anApiInbox } from '../../testing/furnished.ts'
import { anAgent, aVisitor, aWebsite, callerOf } from '../../testing/people.ts'
import { differences } from '../../testing/fixtures.ts'

const desk = aDeskForAll()

const weekday = (day_of_week: number) => ({
  day_of_week,
  closed_all_day: false,
  open_all_day: false,
  open_hour: 9,
  open_minutes: 0,
  close_hour: 17,
  close_minutes: 0,
})

const cacheKey = async () => (await desk().ada.get('~/cache_keys')).body.cache_keys.inbox

describe('Working hours', () => {
  test('a new inbox is open from nine to five, and closed at the weekend', async () => {
    const { working_hours: week } = await aWebsite(desk().ada)
    expect(week.map((day: { day_of_week: number }) => day.day_of_week)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(week[1]).toEqual(weekday(1))
    expect(week[6]).toMatchObject({ closed_all_day: true, open_hour: null, close_minutes: null })
  })

  test('the days that are named change, the others stay, and everybody hears of it', async () => {
    const website = await aWebsite(desk().ada)
    const before = await cacheKey()
    const saturday = { ...weekday(6), open_hour: 22, close_hour: 2 }
    const { status, body } = await desk().ada.patch(`~/inboxes/${website.id}`, {
      working_hours: [saturday, { day_of_week: 0, open_all_day: true }],
      timezone: 'Europe/Berlin',
      working_hours_enabled: true,
    })
    expect(status).toBe(200)
    expect(body.working_hours[6]).toEqual(saturday)
    expect(body.working_hours[0]).toMatchObject({ open_all_day: true, closed_all_day: false, open_hour: null })
    expect(body.working_hours[1]).toEqual(weekday(1))
    expect(Number(await cacheKey())).toBeGreaterThan(Number(before))
    const mo = await aVisitor(desk().app, website.website_token)
    const { website_channel_config: config } = (await mo.post('/config')).body
    expect(config.working_hours).toEqual(body.working_hours)
    expect(config.utc_off_set).toMatch(/^\+0[12]:00$/)
  })

  test('they come from a form too, and with the inbox when it is made', async () => {
    const week = JSON.stringify([{ ...weekday(1), open_hour: 8 }])
    const body = form([
      ['name', 'By form'],
      ['channel[type]', 'api'],
      ['working_hours', week],
    ])
    const made = await desk().ada.post('~/inboxes', body, formHeaders)
    expect(made.body.working_hours[1].open_hour).toBe(8)
    const { body: shown } = await callerOf(desk().app).get(`/public/api/v1/inboxes/${made.body.inbox_identifier}`)
    expect(shown.working_hours).toEqual(made.body.working_hours)
  })

  const wrong: [string, object, string][] = [
    ['an hour that no clock has', { ...weekday(1), open_hour: 25 }, 'working_hours.0.open_hour'],
    ['a day that no week has', weekday(7), 'working_hours.0.day_of_week'],
    ['a day without a closing', { ...weekday(2), close_hour: null }, 'working_hours.0.close_hour'],
    [
      'open and closed at once',
      { day_of_week: 3, closed_all_day: true, open_all_day: true },
      'working_hours.0.open_all_day',
    ],
  ]
  for (const [name, day, field] of wrong) {
    test(`${name} is refused by its field, and nothing changes`, async () => {
      const website = await aWebsite(desk().ada)
      const answer = await desk().ada.patch(`~/inboxes/${website.id}`, { name: 'Changed', working_hours: [day] })
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
      const { body } = await desk().ada.get(`~/inboxes/${website.id}`)
      expect([body.name, body.working_hours]).toEqual([website.name, website.working_hours])
    })
  }

  test("another company's hours cannot be changed", async () => {
    const website = await aWebsite(desk().ada)
    const zoe = await anotherCompany(desk())
    const answer = await zoe.patch(`~/inboxes/${website.id}`, {
      working_hours: [{ day_of_week: 1, open_all_day: true }],
    })
    expect(answer.status).toBe(404)
  })
})

describe('The picture of an inbox', () => {
  test('is uploaded, shown to whoever has its link, and taken away', async () => {
    const website = await aWebsite(desk().ada)
    const letter = form([['avatar', pixel]])
    const response = await desk().app.inject({
      method: 'PATCH',
      url: `/api/v1/accounts/${desk().accountId}/inboxes/${website.id}`,
      headers: { ...desk().ada.headers, ...formHeaders },
      payload: letter,
    })
    const { avatar_url: url } = response.json()
    expect(url).toMatch(/\/inbox_avatars\/\d+\/[\w-]{22}$/)
    const path = new URL(url).pathname
    expect((await desk().app.inject({ url: path })).statusCode).toBe(200)
    expect((await desk().app.inject({ url: `${path.slice(0, -2)}xx` })).statusCode).toBe(404)
    const mo = await aVisitor(desk().app, website.website_token)
    expect((await mo.post('/config')).body.website_channel_config.avatar_url).toBe(url)
    expect((await desk().ada.delete(`~/inboxes/${website.id}/avatar`)).status).toBe(200)
    expect((await desk().ada.get(`~/inboxes/${website.id}`)).body.avatar_url).toBe('')
    expect((await desk().app.inject({ url: path })).statusCode).toBe(404)
  })

  test('must be a picture', async () => {
    const website = await aWebsite(desk().ada)
    const answer = await desk().ada.patch(`~/inboxes/${website.id}`, { avatar: 'me.png' })
    expect([answer.status, answer.body.attributes]).toEqual([422, ['avatar']])
  })
})

describe('Settings of an inbox', () => {
  const wrong: [string, object, string][] = [
    ['a display type that is neither', { csat_config: { display_type: 'hearts' } }, 'csat_config.display_type'],
    [
      'an operator that is neither',
      { csat_config: { survey_rules: { operator: 'equals', values: ['vip'] } } },
      'csat_config.survey_rules.operator',
    ],
    [
      'a limit of nobody',
      { auto_assignment_config: { max_assignment_limit: 0 } },
      'auto_assignment_config.max_assignment_limit',
    ],
    [
      'a window of no time',
      { channel: { additional_attributes: { agent_reply_time_window: 0 } } },
      'channel.additional_attributes.agent_reply_time_window',
    ],
  ]
  for (const [name, body, field] of wrong) {
    test(`${name} is refused by its field`, async () => {
      const inbox = await anApiInbox(desk())
      const answer = await desk().ada.patch(`~/inboxes/${inbox.id}`, body)
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
    })
  }

  test('the deprecated list of assignable agents has the members of the inbox and the administrators', async () => {
    const website = await aWebsite(desk().ada)
    const lin = await anAgent(desk().app, desk().ada, { name: 'Lin', inboxIds: [website.id] })
    const { body } = await lin.get(`~/inboxes/${website.id}/assignable_agents`)
    expect(differences('agents_payload', body)).toEqual([])
    expect(body.payload.map((agent: { name: string }) => agent.name)).toEqual(['Ada', 'Lin'])
  })
})

describe('An e-mail inbox', () => {
  const mailbox = {
    type: 'email',
    email: 'Support@Lamp.Example',
    imap_enabled: 'true',
    imap_login: 'support',
    imap_password: 'open sesame',
    imap_address: 'imap.lamp.example',
    imap_port: '993',
    smtp_password: '',
    smtp_authentication: 'plain',
  }

  test('keeps how its mail is fetched and sent; agents see neither servers nor passwords', async () => {
    const made = await desk().ada.post('~/inboxes', { name: 'Mail', channel: mailbox })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({
      channel_type: 'Channel::Email',
      email: 'support@lamp.example',
      imap_enabled: true,
      imap_password: 'open sesame',
      imap_port: 993,
      smtp_password: '',
      smtp_openssl_verify_mode: 'peer',
    })
    const lou = await anAgent(desk().app, desk().ada, { name: 'Lou', inboxIds: [made.body.id] })
    const { body } = await lou.get(`~/inboxes/${made.body.id}`)
    expect(body.email).toBe('support@lamp.example')
    expect(JSON.stringify(body)).not.toMatch(/imap_|smtp_|sesame/)
    const stored = await desk().database.pool.query('select email_channels::text as row from email_channels')
    expect(stored.rows[0].row).not.toContain('sesame')
  })

  test('changes what is named and keeps the rest, and has a forwarding address once the account has a domain', async () => {
    const made = await desk().ada.post('~/inboxes', { name: 'M', channel: { ...mailbox, email: 'a@lamp.example' } })
    expect(made.body).not.toHaveProperty('forward_to_email')
    await desk().ada.patch('~', { domain: 'in.lamp.example' })
    const changed = await desk().ada.patch(`~/inboxes/${made.body.id}`, {
      channel: { smtp_password: 'xyzzy', smtp_port: 587 },
    })
    expect(changed.body).toMatchObject({ smtp_password: 'xyzzy', smtp_port: 587, imap_password: 'open sesame' })
    expect(changed.body.forward_to_email).toMatch(/^[\w-]+@in\.lamp\.example$/)
  })

  test('has an address of its own, and refuses what is no address, port or way to sign in', async () => {
    await desk().ada.post('~/inboxes', { name: 'M', channel: { type: 'email', email: 'b@lamp.example' } })
    const field = async (channel: object) => {
      const { status, body } = await desk().ada.post('~/inboxes', { name: 'M', channel: { type: 'email', ...channel } })
      return [status, body.attributes?.[0]]
    }
    expect(await field({ email: 'B@lamp.example' })).toEqual([422, 'email'])
    expect(await field({})).toEqual([422, 'email'])
    expect(await field({ email: 'nowhere' })).toEqual([422, 'email'])
    expect(await field({ email: 'c@lamp.example', imap_port: 70_000 })).toEqual([422, 'channel.imap_port'])
    expect(await field({ email: 'c@lamp.example', smtp_authentication: 'magic' })).toEqual([
      422,
      'channel.smtp_authentication',
    ])
  })

  test('holds conversations that are answered by the API', async () => {
    const made = await desk().ada.post('~/inboxes', { name: 'M', channel: { type: 'email', email: 'd@lamp.example' } })
    const contact = await desk().ada.post('~/contacts', { name: 'Kim', email: 'kim@home.example' })
    const begun = await desk().ada.post('~/conversations', {
      inbox_id: made.body.id,
      contact_id: contact.body.payload.contact.id,
      message: { content: 'About your order' },
    })
    expect(begun.body).toMatchObject({ can_reply: true, meta: { channel: 'Channel::Email' } })
    expect(begun.body.messages[0]).toMatchObject({ status: 'sent', content: 'About your order' })
  })
})
