import { open } from '../access.ts'
import { answered, type Route } from '../../platform/http/route.ts'
import { referencePage, type ApiDescription } from './api-reference-page.ts'
import { sendPage } from './shell.ts'

/** The description of the API: a page to read, and the OpenAPI document for programs. */
export function apiReference(describe: () => ApiDescription): Route[] {
  let description: ApiDescription | undefined
  const document = () => (description ??= describe())
  return [
    open(
      'GET',
      '/swagger',
      async (call) => {
        sendPage(call.reply, referencePage(document()), "'none'")
        return answered
      },
      { summary: 'Shows this description as a page' },
    ),
    open(
      'GET',
      '/swagger/openapi.json',
      async (call) => {
        call.reply.headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
        return document()
      },
      { summary: 'Returns this description as an OpenAPI document' },
    ),
  ]
}
