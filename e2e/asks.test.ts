import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { until } from './until.ts'

const answers = '**/api/v1/widget/messages/*'
const schemes = ['light', 'dark'] as const

interface Row {
  id: number
  website_token: string
  content_attributes: { submitted_values?: unknown }
  meta: { sender: { email: string | null } }
}

/** As much of the server's answers as the tests read. */
interface Told {
  id: number
  status: string
  payload: Row[]
  data: { payload: Row[] }
  [place: number]: { rating: number; feedback_message: string | null } | undefined
}

/** What Ada asks the server for, beside her browser. */
async function aCaller(url: string) {
  const credentials = { email: 'ada@demo.example', password: 'porchlight-demo' }
  const json = { 'content-type': 'application/json' }
  const signedIn = await fetch(`${url}/auth/sign_in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(credentials),
  })
  const keys = Object.fromEntries(
    ['access-token', 'client', 'uid'].map((name) => [name, signedIn.headers.get(name) ?? '']),
  )
  return async (method: string, path: string, body?: object) => {
    const options = { method, headers: { ...keys, ...json }, ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`${url}/api/v1/accounts/1/${path}`, options)
    expect(response.status, `${method} ${path}`).toBe(200)
    return (await response.json()) as Told
  }
}

describe.skipIf(whyNoBrowser)(`messages that ask${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let axe: string
  let call: Awaited<ReturnType<typeof aCaller>>
  let ada: Page
  let widget: Page
  let inbox: number
  let conversation: number
  const complaints: string[][] = []

  const picture = async (name: string) => {
    for (const colorScheme of schemes) {
      await widget.emulateMedia({ colorScheme })
      await takePicture(widget, `${name}-${colorScheme}`)
      expect(await barriers(), `${name}, ${colorScheme}`).toEqual([])
    }
  }
  const barriers = async () => {
    await widget.evaluate(axe)
    return widget.evaluate<string[]>(`axe.run(document).then((result) => result.violations
      .filter((one) => ['serious', 'critical'].includes(one.impact))
      .map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`)
  }
  const say = (body: object) => call('POST', `conversations/${conversation}/messages`, body)
  const message = (words: string) => widget.getByTestId('widget-message').filter({ hasText: words })
  const submitted = async (id: number) => {
    const { payload } = await call('GET', `conversations/${conversation}/messages`)
    return payload.find((one) => one.id === id)?.content_attributes.submitted_values
  }

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    call = await aCaller(desk.url)
    const [website] = (await call('GET', 'inboxes')).payload
    inbox = website?.id ?? 0
    await call('PATCH', `inboxes/${inbox}`, { enable_email_collect: true, csat_survey_enabled: true })
    ada = (await openPage(browser)).page
    await signInAs(ada, desk.url, 'Ada')
    const opened = await openPage(browser, {
      viewport: { width: 360, height: 740 },
      reducedMotion: 'reduce',
      bypassCSP: true,
    })
    complaints.push(opened.complaints)
    widget = opened.page
    await widget.goto(`${desk.url}/widget?website_token=${website?.website_token}`)
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('a visitor who writes is asked for an address, and a refused one is told why', async () => {
    await widget.getByTestId('widget-composer').fill('Do you engrave spoons?')
    await widget.getByTestId('widget-composer').press('Enter')
    const ask = widget.getByTestId('widget-ask')
    const address = ask.getByLabel('E-mail')
    await address.waitFor()
    await picture('ask-email')
    await address.press('Enter')
    await ask.getByText('Please fill this in.').waitFor()
    await widget.locator('input[type=email]:focus').waitFor()
    await widget.route(answers, (route) =>
      route.fulfill({ status: 422, contentType: 'application/json', body: '{"message":"This address is not taken"}' }),
    )
    await address.fill('mo@home.example')
    await address.press('Enter')
    await widget.getByRole('alert').getByText('This address is not taken').waitFor()
    expect(await address.inputValue()).toBe('mo@home.example')
    await picture('ask-email-refused')
    await widget.unroute(answers)
    await address.press('Enter')
    await widget.getByTestId('widget-answered').getByText('mo@home.example').waitFor()
    await until(async () => (await widget.getByRole('alert').count()) === 0)
    // The widget shows the answer before the server has agreed.
    conversation = await until(async () => {
      const { payload } = (await call('GET', 'conversations?assignee_type=all')).data
      return payload.find((one) => one.meta.sender.email === 'mo@home.example')?.id
    })
    await ada.goto(`${desk.url}/app/accounts/1/conversations/${conversation}`)
    await ada.getByTestId('message').filter({ hasText: 'engrave spoons' }).waitFor()
  })

  test('choices, forms, cards and articles are drawn, and answered with the keyboard', async () => {
    const items = [
      { title: 'Silver', value: 'ag' },
      { title: 'Wood', value: 'wood' },
    ]
    const select = await say({ content: 'Which spoon?', content_type: 'input_select', content_attributes: { items } })
    const fields = [
      { name: 'name', label: 'Name on the spoon', type: 'text' },
      { name: 'size', label: 'Size', type: 'select', options: [{ label: 'Small', value: 's' }] },
      { name: 'wish', label: 'Wishes', type: 'text_area', required: false },
    ]
    const form = await say({ content: 'Some details', content_type: 'form', content_attributes: { items: fields } })
    const card = {
      title: 'Oak spoon',
      description: 'Oiled twice',
      media_url: `${desk.url}/nothing.png`,
      actions: [
        { type: 'link', text: 'See it', uri: 'https://shop.example/oak' },
        { type: 'postback', text: 'I want this one', payload: 'oak' },
      ],
    }
    await say({ content: 'We have', content_type: 'cards', content_attributes: { items: [card] } })
    const article = { title: 'Caring for spoons', description: 'Oil and time', link: 'https://help.example/spoons' }
    await say({ content: 'Read on', content_type: 'article', content_attributes: { items: [article] } })
    await widget.getByRole('link', { name: 'Caring for spoons' }).waitFor()
    await picture('ask-cards')
    await widget.getByRole('button', { name: 'Wood' }).scrollIntoViewIfNeeded()
    await picture('ask-select')
    await widget.getByRole('button', { name: 'Wood' }).press('Enter')
    await message('Which spoon?').getByTestId('widget-answered').getByText('Wood').waitFor()
    await widget.getByLabel('Name on the spoon').fill('Lu')
    await widget.getByLabel('Size').selectOption('Small')
    await widget.getByLabel('Size').scrollIntoViewIfNeeded()
    await picture('ask-form')
    await widget.getByLabel('Name on the spoon').press('Enter')
    await message('Some details').getByTestId('widget-answered').getByText('Small').waitFor()
    await widget.getByRole('button', { name: 'I want this one' }).click()
    await widget.locator('[data-direction=incoming]').filter({ hasText: 'I want this one' }).waitFor()
    await until(async () => (await submitted(form.id)) !== undefined)
    expect(await submitted(select.id)).toEqual([{ title: 'Wood', value: 'wood' }])
    expect(await submitted(form.id)).toEqual([
      { name: 'name', value: 'Lu' },
      { name: 'size', value: 's' },
      { name: 'wish', value: '' },
    ])
  })

  test('the agent resolves, the visitor rates with 5 after a first attempt that failed, and the agent sees it', async () => {
    await answer(ada, 'With pleasure!')
    await message('With pleasure!').waitFor()
    await ada.getByTestId('resolve-button').first().click()
    const rating = widget.getByTestId('widget-rating')
    await rating.waitFor()
    // The last thing said stays in view, however many arrive at once.
    await widget.getByRole('button', { name: 'New messages' }).waitFor({ state: 'hidden' })
    await picture('ask-rating')
    await widget.route(answers, (route) => route.abort())
    await rating.getByRole('button', { name: /^5 of 5/ }).click()
    await widget.getByTestId('widget-answer-error').getByText('Not sent').waitFor()
    await picture('ask-rating-unsent')
    await widget.unroute(answers)
    await widget.getByRole('button', { name: 'Try again' }).click()
    await rating.getByText('Thank you!').waitFor()
    await rating.getByTestId('widget-comment').fill('Quick and kind')
    await rating.getByRole('button', { name: 'Send' }).click()
    await rating.getByText('Quick and kind').waitFor()
    const responses = async () => await call('GET', 'csat_survey_responses')
    await until(async () => (await responses())[0]?.feedback_message === 'Quick and kind')
    expect((await responses())[0]).toMatchObject({ rating: 5, contact: { email: 'mo@home.example' } })
    await picture('ask-rated')
  })

  test('after a reload all answers are still there, and nothing is asked again', async () => {
    await widget.reload()
    await widget.getByTestId('widget-rating').getByText('Quick and kind').waitFor()
    expect(await widget.getByTestId('widget-rating').getAttribute('data-rating')).toBe('5')
    expect(await widget.getByTestId('widget-ask').count()).toBe(0)
    const answered = await widget.getByTestId('widget-answered').allInnerTexts()
    expect(answered.join()).toMatch(/mo@home\.example[^]*Wood[^]*Lu[^]*5 of 5/)
  })

  test('a visitor is told when people are back, and ends the conversation', async () => {
    const working_hours: object[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, closed_all_day: true }))
    const hours = { open_hour: 9, open_minutes: 0, close_hour: 17, close_minutes: 0 }
    const selected_feature_flags = ['attachments', 'emoji_picker', 'end_conversation']
    await call('PATCH', `inboxes/${inbox}`, {
      working_hours_enabled: true,
      working_hours,
      channel: { selected_feature_flags },
    })
    await widget.reload()
    await widget.getByTestId('widget-status').getByText('Closed at the moment').waitFor()
    const tomorrow = (new Date().getUTCDay() + 1) % 7
    working_hours[tomorrow] = { day_of_week: tomorrow, closed_all_day: false, ...hours }
    await call('PATCH', `inboxes/${inbox}`, { working_hours })
    await widget.reload()
    await widget
      .getByTestId('widget-status')
      .getByText(/^Back (tomorrow|today), 9:00/)
      .waitFor()
    await widget.getByTestId('widget-composer').fill('One more thing')
    await widget.getByTestId('widget-composer').press('Enter')
    await widget.getByTestId('widget-end').waitFor()
    await picture('widget-closed-hours')
    await widget.getByTestId('widget-end').click()
    await widget.getByText('This conversation is closed.').waitFor()
    expect((await call('GET', `conversations/${conversation}`)).status).toBe('resolved')
    expect(await widget.getByTestId('widget-end').count()).toBe(0)
  })

  test('who reads from right to left is asked in their language, with stars where the inbox wants them', async () => {
    await call('PATCH', `inboxes/${inbox}`, { csat_config: { display_type: 'star' } })
    await widget.evaluate('localStorage.clear()')
    await widget.goto(`${widget.url()}&locale=ar`)
    await widget.getByTestId('widget-composer').fill('مرحبا')
    await widget.getByTestId('widget-composer').press('Enter')
    await widget.getByLabel('البريد الإلكتروني').waitFor()
    await widget.getByTestId('widget-end').click()
    await widget.getByTestId('widget-rating').getByRole('button').nth(3).click()
    await widget.getByTestId('widget-comment').waitFor()
    expect(await widget.locator('html').getAttribute('dir')).toBe('rtl')
    await picture('ask-arabic')
  })

  test('nothing went wrong in the window, but what was made to fail', () => {
    const unexpected = complaints.flat().filter((line) => !/status of (422|404)/.test(line))
    expect(unexpected).toEqual([])
  })
})
