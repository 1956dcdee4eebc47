import { findBrand } from '../../features/branding/index.ts'
import { packagePath } from '../../platform/http/files.ts'
import { answered, type Call, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { brand } from '../present/branding.ts'
import { manifestRoute, withBrand } from './brand-head.ts'
import { showClientDashboard, type ClientDashboard } from './client-dashboard.ts'
import type { DashboardConfig } from './dashboard-config.ts'
import { mailFrameRoute } from './mail-frame.ts'
import { contentPolicy, sendPage, shellFile, withConfig } from './shell.ts'

/** Where our dashboard is, besides /app: it stays there when another client is at /app. */
const OWN_PLACE = '/porchlight'

/** The pages that the dashboard's files draw. With a client put beside the desk, `/` and `/app` are that one's (contract 7.1). */
export function dashboardPages(config: () => Promise<DashboardConfig>, foreign?: ClientDashboard): Route[] {
  const shell = shellFile(packagePath('dist/dashboard/index.html'))
  const own = (base: string) => async (call: Call<unknown>) => {
    const [html, facts, one] = await Promise.all([shell(), config(), findBrand(call.ports.db)])
    const { installation_name: installationName, ...shown } = brand(one)
    const page = { ...facts, installationName, brand: { installation_name: installationName, ...shown }, base }
    // The account's dashboard apps are pages of anywhere, each in a sandbox.
    const policy = contentPolicy("'none'", "'self' https: http:")
    sendPage(call.reply, withConfig(withBrand(html, one), page), "'none'", { 'content-security-policy': policy })
    return answered
  }
  const main = foreign ? async (call: Call<unknown>) => showClientDashboard(call, await config(), foreign) : own('/')
  const about = { summary: 'Shows the dashboard' }
  return [
    manifestRoute,
    mailFrameRoute,
    ...['/', '/app', '/app/*'].map((path) => open('GET', path, main, about)),
    ...[OWN_PLACE, `${OWN_PLACE}/*`].map((path) =>
      open('GET', path, own(OWN_PLACE), { summary: 'Shows the dashboard of Porchlight, whichever is at /app' }),
    ),
    open('GET', '/setup', own(foreign ? OWN_PLACE : '/'), { summary: 'Shows the form for the first account' }),
  ]
}
