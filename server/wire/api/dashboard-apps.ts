import { dashboardAppBody, newDashboardAppBody } from '../../../contract/http/dashboard-apps.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeDashboardApp,
  installDashboardApp,
  listDashboardApps,
  loadDashboardApp,
  removeDashboardApp,
} from '../../features/dashboard-apps/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { noContent } from '../no-content.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { dashboardApp } from '../present/kept.ts'

type MemberCall = Call<MemberCaller>

/** Pages of the company's own beside a conversation, which any member adds (contract 2.7). */
export const dashboardAppRoutes = [
  member(
    'GET',
    inAccount('/dashboard_apps'),
    async (call) => (await listDashboardApps(call.ports.db, call.caller.accountId)).map(dashboardApp),
    { summary: 'Lists dashboard apps', returns: 'dashboard_apps' },
  ),
  member('GET', inAccount('/dashboard_apps/:id'), (call) => oneApp(call, idOf(call.params['id'])), {
    summary: 'Shows a dashboard app',
    returns: 'dashboard_app',
  }),
  member(
    'POST',
    inAccount('/dashboard_apps'),
    async (call) => {
      const body = parse(newDashboardAppBody, unwrap(call.body, 'dashboard_app'))
      const { accountId, actor } = call.caller
      return oneApp(call, await call.ports.work(accountId, actor, (work) => installDashboardApp(work, body)))
    },
    { summary: 'Creates a dashboard app', body: newDashboardAppBody, returns: 'dashboard_app' },
  ),
  member(
    'PATCH',
    inAccount('/dashboard_apps/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const body = parse(dashboardAppBody, unwrap(call.body, 'dashboard_app'))
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeDashboardApp(work, id, body))
      return oneApp(call, id)
    },
    { summary: 'Changes a dashboard app', body: dashboardAppBody, returns: 'dashboard_app' },
  ),
  member(
    'DELETE',
    inAccount('/dashboard_apps/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeDashboardApp(work, id))
      return noContent(call)
    },
    { summary: 'Removes a dashboard app' },
  ),
]

async function oneApp(call: MemberCall, id: number) {
  return dashboardApp(await loadDashboardApp(call.ports.db, call.caller.accountId, id))
}
