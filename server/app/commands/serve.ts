import { environment, readSettings } from '../../platform/config/index.ts'
import { findDemoAccount } from '../../features/accounts/index.ts'
import { demoSignIns } from '../demo/people.ts'
import { serve, type Desk } from '../serve.ts'
import { settingsGroups } from '../settings.ts'

/** `serve`: runs the desk until it is told to stop. */
export async function run(): Promise<void> {
  const settings = readSettings(environment(), settingsGroups)
  const desk = await serve(settings)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void desk.shutdown.run(signal, 0))
  }
  const url = settings.server.publicUrl ?? desk.url
  process.stdout.write(`\nPorchlight is ready: ${url}\n${await whereToClick(desk, url)}\n`)
}

async function whereToClick(desk: Desk, url: string): Promise<string> {
  if (desk.firstStart) {
    return `Set up your desk: ${url}/setup?token=${desk.firstStart.setUpToken}\n`
  }
  if ((await findDemoAccount(desk.ports.db)) === undefined) return ''
  const people = demoSignIns.map(({ email, password, role }) => `    ${email}  ${password}  (${role})`)
  return ['', `  Write as a customer:  ${url}/demo`, `  Answer as an agent:   ${url}/app`, ...people, ''].join('\n')
}
