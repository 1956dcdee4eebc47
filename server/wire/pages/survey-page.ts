import { surveyFormBody } from '../../../contract/http/csat.ts'
import { localeOfAccount, nearestLocale, type Locale } from '../../features/accounts/index.ts'
import { brandPicturePath, findBrand, tonesOf } from '../../features/branding/index.ts'
import { findInbox } from '../../features/inboxes/index.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { rate, surveyOfPath } from '../public/csat-survey.ts'
import { sendPage } from './shell.ts'
import { noSurveyHtml, surveyHtml } from './survey-html.ts'
import { surveyTexts } from './survey-texts.ts'

const path = '/survey/responses/:uuid'

/** The page on which customers of any channel rate a conversation (contract 2.21). */
export const surveyPages = [
  open('GET', path, (call) => orNoSurvey(call, () => showPage(call)), {
    summary: 'Shows the page on which a conversation is rated',
  }),
  open('POST', path, (call) => orNoSurvey(call, () => takeAnswer(call)), {
    summary: 'Takes the form of the page on which a conversation is rated',
    body: surveyFormBody,
  }),
]

async function takeAnswer(call: Call<null>) {
  const survey = await surveyOfPath(call)
  const form = surveyFormBody.safeParse(call.body)
  if (!form.success) return showPage(call, 422)
  try {
    await rate(call, survey, form.data)
  } catch (error) {
    // The page says by itself that the survey is over; anything else is no answer of a form.
    if (error instanceof Refusal && error.code === 'invalid') return showPage(call, 422)
    throw error
  }
  // Loading the page again must not send the form again.
  call.reply.redirect(`${call.params['uuid']}${localeQuery(call)}`, 303)
  return answered
}

async function showPage(call: Call<null>, status = 200) {
  const survey = await surveyOfPath(call)
  const { db, secrets } = call.ports
  const [inbox, ofAccount, one] = await Promise.all([
    findInbox(db, survey.inboxId),
    localeOfAccount(db, survey.accountId),
    findBrand(db),
  ])
  const locale = wantedLocale(call) ?? ofAccount
  const texts = surveyTexts[locale]
  const isOpen = call.ports.now().getTime() - survey.askedAt.getTime() <= OPEN_MS
  const notice = survey.response ? texts.thanks : status === 422 ? texts.choose : null
  const html = surveyHtml({
    locale,
    texts,
    inboxName: inbox?.name ?? '',
    avatarUrl: inbox ? inboxAvatarUrl(inbox, { secrets, origin: '' }) || brandPicturePath(one, 'thumbnail') : '',
    css: one.accent === null ? '' : surveyCss(one.accent),
    question: survey.content,
    displayType: survey.displayType,
    rating: survey.response?.rating ?? null,
    feedback: survey.response?.feedbackMessage ?? null,
    notice: isOpen ? notice : texts.over,
    isOpen,
  })
  call.reply.status(status)
  sendPage(call.reply, html, "'none'")
  return answered
}

function surveyCss(accent: string): string {
  const { light, dark } = tonesOf(accent)
  const strong = `--strong:light-dark(${light.accent},${dark.accent})`
  return `html:root{${strong};--on-strong:light-dark(${light.onAccent},${dark.onAccent})}`
}

const OPEN_MS = 14 * 24 * 3600 * 1000

async function orNoSurvey(call: Call<null>, show: () => Promise<unknown>) {
  try {
    return await show()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
    const locale = wantedLocale(call) ?? nearestLocale(call.headers['accept-language'] ?? '')
    call.reply.status(404)
    sendPage(call.reply, noSurveyHtml(locale, surveyTexts[locale]), "'none'")
    return answered
  }
}

function wantedLocale({ query }: Call<null>): Locale | undefined {
  return typeof query['locale'] === 'string' ? nearestLocale(query['locale']) : undefined
}

function localeQuery(call: Call<null>): string {
  const locale = wantedLocale(call)
  return locale ? `?locale=${locale}` : ''
}
