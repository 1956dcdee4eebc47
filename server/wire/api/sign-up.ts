import type { FastifyRequest } from 'fastify'
import { signUpBody } from '../../../contract/http/sign-in.ts'
import { system } from '../../kernel/actor.ts'
import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { define, type Call, type Route } from '../../platform/http/route.ts'
import { createAccount } from '../../features/accounts/index.ts'
import { addMember, addPerson, findPerson, hashPassword, type Person } from '../../features/people/index.ts'
import { authenticatePerson } from '../authenticate.ts'
import { parse, unwrap } from '../parse.ts'
import { signedUp } from '../present/person.ts'
import { startSession, userObject } from './session.ts'

/** Somebody who founds an account: signed in already, or new. */
interface Founder {
  person: Person | null
}

/** Who signs up may be signed in; credentials that are sent must be right. */
const founder = define<Founder>('anybody', async (request: FastifyRequest, ports: Ports) => {
  const isSigned = ['access-token', 'api_access_token', 'http_api_access_token'].some((name) => request.headers[name])
  return { person: isSigned ? (await authenticatePerson(request, ports)).person : null }
})

/** Accounts that people open for themselves, where the installation allows it (contract 2.4). */
export function signUpRoutes({ isOpen }: { isOpen: boolean }): Route[] {
  const description = { summary: 'Opens an account', body: signUpBody, returns: 'signed_up' }
  return ['/api/v1/accounts', '/api/v2/accounts'].map((path) =>
    founder('POST', path, (call) => (isOpen ? signUp(call) : refuse()), description),
  )
}

async function refuse(): Promise<never> {
  throw notFound()
}

async function signUp(call: Call<Founder>) {
  const { person } = call.caller
  return person ? openAnother(call, person) : openFirst(call)
}

async function openAnother(call: Call<Founder>, person: Person) {
  const { account_name: accountName, locale } = parse(
    signUpBody.required({ account_name: true }),
    unwrap(call.body, 'account'),
  )
  const accountId = await call.ports.work(
    (tx) => createAccount(tx, { name: accountName, locale }),
    { kind: 'agent', userId: person.id, role: 'administrator' },
    async (work) => {
      await addMember(work, person.id, { role: 'administrator' })
      return work.accountId
    },
  )
  const fresh = (await findPerson(call.ports.db, person.id)) ?? person
  return signedUp(fresh, await userObject(call, { ...fresh, pubsubToken: person.pubsubToken }), accountId)
}

async function openFirst(call: Call<Founder>) {
  const wanted = signUpBody.required({ email: true, password: true })
  const body = parse(wanted, unwrap(call.body, 'account'))
  const name = body.user_full_name ?? body.email.split('@')[0] ?? ''
  const passwordHash = await hashPassword(body.password)
  try {
    const [accountId, userId] = await call.ports.work(
      (tx) => createAccount(tx, { name: body.account_name ?? name, locale: body.locale }),
      system,
      async (work) => {
        const id = await addPerson(work, { name, email: body.email, passwordHash })
        await addMember(work, id, { role: 'administrator' })
        return [work.accountId, id] as const
      },
    )
    const person = await findPerson(call.ports.db, userId)
    const entered = await startSession(call, userId)
    if (!person || !('data' in entered)) throw invalid('email', 'Email could not be signed in')
    return signedUp(person, entered.data, accountId)
  } catch (error) {
    // What is wrong with the address is 403 in the contract (2.1), everything else 422 as usual.
    if (!(error instanceof Refusal) || error.field !== 'email') throw error
    call.reply.status(403)
    return { message: error.message, error: error.message }
  }
}
