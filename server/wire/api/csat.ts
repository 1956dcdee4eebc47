import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { responsesQuery, reviewNotesBody } from '../../../contract/http/csat.ts'
import { findContacts } from '../../features/contacts/index.ts'
import {
  annotateResponse,
  eachResponse,
  listResponses,
  measureResponses,
  type ResponseFilter,
  type SurveyResponse,
} from '../../features/csat/index.ts'
import { availableName, listAgents } from '../../features/people/index.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { surveyResponse, type PeopleOfResponses } from '../present/csat.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const path = inAccount('/csat_survey_responses')

/** What customers said of conversations (contract 2.16). */
export const csatRoutes = [
  member('GET', path, permitted('report_manage', index), {
    summary: 'Lists the answers to satisfaction surveys',
    query: responsesQuery,
    returns: 'csat_survey_responses',
  }),
  member('GET', `${path}/metrics`, permitted('report_manage', metrics), {
    summary: 'Counts the answers to satisfaction surveys by rating',
    query: responsesQuery,
    returns: 'csat_metrics',
  }),
  member('GET', `${path}/download`, permitted('report_manage', download), {
    summary: 'Downloads the answers to satisfaction surveys as CSV',
    query: responsesQuery,
  }),
  administrator('PATCH', `${path}/:id`, annotate, {
    summary: 'Notes something beside an answer to a satisfaction survey',
    body: reviewNotesBody,
  }),
]

async function index(call: MemberCall) {
  const query = parse(responsesQuery, call.query)
  const { accountId } = call.caller
  const { reader } = call.ports
  const page = { number: query.page ?? 1, sort: query.sort ?? ('-created_at' as const) }
  const responses = await listResponses(reader, accountId, filterOf(query), page)
  const [people, shown] = await Promise.all([peopleOf(call, responses), shownFor(call, accountId)])
  return responses.map((one) => surveyResponse(one, people, shown))
}

async function metrics(call: MemberCall) {
  const filter = filterOf(parse(responsesQuery, call.query))
  const { answered: total, asked, byRating } = await measureResponses(call.ports.reader, call.caller.accountId, filter)
  return { total_count: total, ratings_count: byRating, total_sent_messages_count: asked }
}

async function annotate(call: MemberCall) {
  const { csat_review_notes } = parse(reviewNotesBody, unwrap(call.body, 'csat_survey_response'))
  const id = idOf(call.params['id'])
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => annotateResponse(work, id, csat_review_notes))
  return { id, csat_review_notes }
}

async function download(call: MemberCall) {
  const filter = filterOf(parse(responsesQuery, call.query))
  call.reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="csat_report.csv"',
      'cache-control': 'no-store',
    })
    .send(Readable.from(csvOf(call, filter)))
  return answered
}

const HEADINGS = ['Agent', 'Rating', 'Feedback', 'Contact', 'E-mail', 'Phone', 'Conversation', 'Answered at', 'Notes']

async function* csvOf(call: MemberCall, filter: ResponseFilter) {
  yield line([HEADINGS])
  for await (const batch of eachResponse(call.ports.reader, call.caller.accountId, filter)) {
    const people = await peopleOf(call, batch)
    yield line(batch.map((one) => cells(call, one, people)))
  }
}

function cells(call: MemberCall, one: SurveyResponse, { contacts, agents }: PeopleOfResponses) {
  const customer = contacts.get(one.contactId)
  const assigned = agents.get(one.assignedAgentId ?? 0)
  return [
    assigned ? availableName(assigned) : '',
    one.rating,
    one.feedbackMessage ?? '',
    customer?.name ?? '',
    customer?.email ?? '',
    customer?.phoneNumber ?? '',
    `${call.origin}/app/accounts/${one.accountId}/conversations/${one.conversationNumber}`,
    one.createdAt.toISOString(),
    one.reviewNotes ?? '',
  ]
}

// What a customer writes ends in somebody's spreadsheet: a text that begins like a formula stays a text.
function line(rows: unknown[][]): string {
  return stringify(rows, { escape_formulas: true })
}

async function peopleOf(call: MemberCall, responses: SurveyResponse[]): Promise<PeopleOfResponses> {
  const { reader } = call.ports
  const agentIds = [...new Set(responses.flatMap(({ assignedAgentId }) => assignedAgentId ?? []))]
  const [contacts, agents] = await Promise.all([
    findContacts(reader, [...new Set(responses.map(({ contactId }) => contactId))]),
    listAgents(reader, call.caller.accountId, agentIds),
  ])
  return {
    contacts: new Map(contacts.map((one) => [one.id, one])),
    agents: new Map(agents.map((one) => [one.id, one])),
  }
}

function filterOf(query: z.output<typeof responsesQuery>): ResponseFilter {
  return {
    since: query.since,
    until: query.until,
    userIds: query.user_ids,
    inboxId: query.inbox_id,
    teamId: query.team_id,
    rating: query.rating,
  }
}
