import { environment, readSettings } from '../../platform/config/index.ts'
import { findDemoAccount } from '../../features/accounts/index.ts'
import { demoSignIns } from '../demo/people.ts'
import { isForThisMachineOnly } from '../first-start.ts'
import { serve, type Desk } from '../serve.ts'
import { settingsGroups, type Settings } from '../settings.ts'

/** `serve`: runs the desk until it is told to stop. */
export async function run(): Promise<void> {
  const settings = readSettings(environment(), settingsGroups)
  const desk = await serve(settings)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void desk.shutdown.run(signal, 0))
  }
  const url = settings.server.publicUrl ?? desk.url
  for (const warning of await warningsOf(desk, settings)) process.stderr.write(`Warning: ${warning}\n`)
  process.stdout.write(`\nPorchlight is ready: ${url}\n${await whereToClick(desk, settings, url)}\n`)
}

async function warningsOf(desk: Desk, settings: Settings): Promise<string[]> {
  const warnings: string[] = []
  const { roles } = settings.server
  if (roles.length < 3 && !settings.storage.redisUrl) {
    warnings.push('This process has only some roles and no REDIS_URL: it hears nothing of the other processes.')
  }
  if (!isForThisMachineOnly(settings) && (await findDemoAccount(desk.ports.db)) !== undefined) {
    warnings.push(
      'Others can reach this desk, and the demo company is in it: anybody can sign in with the demo password.',
    )
  }
  return warnings
}

async function whereToClick(desk: Desk, settings: Settings, url: string): Promise<string> {
  if (desk.firstStart) {
    return `Set up your desk: ${url}/setup?token=${desk.firstStart.setUpToken}\n`
  }
  if (!isForThisMachineOnly(settings) || (await findDemoAccount(desk.ports.db)) === undefined) return ''
  const people = demoSignIns.map(({ email, password, role }) => `    ${email}  ${password}  (${role})`)
  return ['', `  Write as a customer:  ${url}/demo`, `  Answer as an agent:   ${url}/app`, ...people, ''].join('\n')
}
