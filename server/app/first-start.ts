import type { Ports } from '../platform/http/ports.ts'
import { countAccounts } from '../features/accounts/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import { StartError } from '../platform/config/index.ts'
import { foundDemo } from './demo/found-demo.ts'
import { foundCompany } from './found-company.ts'
import type { Settings } from './settings.ts'

/** What the first start left to do: nothing, or the page that asks for the first administrator. */
export type FirstStart = { setUpToken: string } | null

/** On an empty database: creates the account that the settings name, or the demo company, or asks for set-up. */
export async function firstStart(ports: Ports, settings: Settings): Promise<FirstStart> {
  if ((await countAccounts(ports.db)) > 0) return null
  const { host, port } = settings.server
  const { adminEmail: email, adminPassword: password, accountName } = settings.firstStart
  if (Boolean(email) !== Boolean(password)) {
    throw new StartError('ADMIN_EMAIL and ADMIN_PASSWORD belong together: set both, or neither.')
  }
  try {
    if (email && password) {
      await foundCompany(ports, { accountName, name: nameOf(email), email, password })
      return null
    }
    if (settings.firstStart.demo ?? isForThisMachineOnly(settings)) {
      await foundDemo(ports, `${settings.server.publicUrl ?? `http://${host}:${port}`}/demo`)
      return null
    }
  } catch (error) {
    // Another process was quicker.
    if (error instanceof Refusal && error.code === 'not_found') return null
    if (error instanceof Refusal && error.code === 'invalid') {
      throw new StartError(`ADMIN_EMAIL, ADMIN_PASSWORD or ACCOUNT_NAME cannot be used: ${error.message}.`)
    }
    throw error
  }
  return { setUpToken: ports.secrets.sign(...SET_UP) }
}

// The token is the same in every process of an installation, and known only to whoever reads its log.
const SET_UP = ['set-up', 'the first account'] as const

/** Whether this is the token of the set-up page. */
export function isSetUpToken(ports: Ports, token: string): boolean {
  return ports.secrets.verify(...SET_UP, token)
}

/** Whether nobody else can reach the desk: it listens on this machine, and no proxy passes others on. */
export function isForThisMachineOnly({ server }: Settings): boolean {
  return isLoopback(server.host) && server.publicUrl === undefined && !server.trustProxy
}

/** Whether an address is this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(host)
}

function nameOf(email: string): string {
  return email.split('@')[0] ?? email
}
