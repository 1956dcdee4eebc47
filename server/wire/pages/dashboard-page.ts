import { packagePath } from '../../platform/http/files.ts'
import { answered, type Call, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { sendPage, shellFile, withConfig } from './shell.ts'

/** Somebody of the demo company, to sign in with one click. */
export interface DemoSignIn {
  name: string
  email: string
  password: string
  role: string
}

/** What the dashboard learns from its page. */
export interface DashboardConfig {
  installationName: string
  version: string
  setupRequired: boolean
  demoSignIns: DemoSignIn[]
}

/** The pages that the dashboard's files draw. */
export function dashboardPages(config: () => Promise<DashboardConfig>): Route[] {
  const shell = shellFile(packagePath('dist/dashboard/index.html'))
  const page = async (call: Call<unknown>) => {
    sendPage(call.reply, withConfig(await shell(), await config()), "'none'")
    return answered
  }
  return ['/', '/app', '/app/*', '/setup'].map((path) => open('GET', path, page))
}
