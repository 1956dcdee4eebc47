import { notificationSettingsBody } from '../../../contract/http/notifications.ts'
import type { Call } from '../../platform/http/route.ts'
import { changeSettings, loadSettings } from '../../features/notifications/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { parse, unwrap } from '../parse.ts'
import { notificationSettings } from '../present/notification.ts'

const path = inAccount('/notification_settings')

/** What the caller wants to be told of in one account (contract 2.13). */
export const notificationSettingsRoutes = [
  member('GET', path, show, {
    summary: 'Shows what the caller wants to be told of',
    returns: 'notification_settings',
  }),
  ...(['PATCH', 'PUT'] as const).map((method) =>
    member(
      method,
      path,
      async (call) => {
        const wanted = parse(notificationSettingsBody, unwrap(call.body ?? {}, 'notification_settings'))
        const { accountId, actor } = call.caller
        await call.ports.work(accountId, actor, (work) =>
          changeSettings(work, actor.userId, {
            email: wanted.selected_email_flags,
            push: wanted.selected_push_flags,
          }),
        )
        return show(call)
      },
      {
        summary: 'Changes what the caller wants to be told of',
        body: notificationSettingsBody,
        returns: 'notification_settings',
      },
    ),
  ),
]

async function show({ ports, caller }: Call<MemberCaller>) {
  return notificationSettings(await loadSettings(ports.db, caller.accountId, caller.actor.userId))
}
