import type { RouteRecordRaw } from 'vue-router'

const administrators = { forAdministrators: true }

/** The pages of the settings, each loaded when it is opened. Their names stand in `features/settings/settings-map.ts` too. */
export const settingsRoutes: RouteRecordRaw[] = [
  { path: 'settings', name: 'settings', component: () => import('./SettingsIndex.vue') },
  {
    path: 'settings/profile',
    name: 'profile',
    component: () => import('../../features/settings/profile/ProfilePage.vue'),
  },
  { path: 'settings/arrangement', name: 'arrangement', component: () => import('./ArrangementPage.vue') },
  {
    path: 'settings/shortcuts',
    name: 'shortcuts',
    component: () => import('../../features/keys/ShortcutsPage.vue'),
  },
  {
    path: 'settings/notifications',
    name: 'notifications',
    component: () => import('../../features/settings/profile/NotificationsPage.vue'),
  },
  {
    path: 'settings/security',
    alias: 'profile/sessions',
    name: 'sessions',
    component: () => import('../../features/profile/SessionsPage.vue'),
  },
  {
    path: 'settings/access-token',
    name: 'access_token',
    component: () => import('../../features/settings/profile/AccessTokenPage.vue'),
  },
  {
    path: 'settings/canned-replies',
    name: 'canned_replies',
    component: () => import('../../features/settings/CannedRepliesPage.vue'),
  },
  {
    path: 'settings/macros',
    name: 'macros',
    component: () => import('../../features/settings/macros/MacrosPage.vue'),
  },
  ...inFile('account', () => import('../../features/settings/AccountPage.vue')),
  ...inFile('branding', () => import('../../features/branding/BrandingPage.vue')),
  ...inFile('agents', () => import('../../features/settings/people/AgentsPage.vue')),
  ...inFile('teams', () => import('../../features/settings/people/TeamsPage.vue')),
  ...inFile('roles', () => import('../../features/settings/people/RolesPage.vue')),
  ...inFile('bots', () => import('../../features/settings/BotsPage.vue')),
  ...inFile('labels', () => import('../../features/settings/LabelsPage.vue')),
  ...inFile('attributes', () => import('../../features/settings/AttributesPage.vue')),
  ...inFile('dashboard_apps', () => import('../../features/settings/DashboardAppsPage.vue')),
  ...inFile('inboxes', () => import('../../features/settings/inboxes/InboxesPage.vue')),
  ...inFile('sent_mail', () => import('../../features/settings/mail/SentMailPage.vue')),
  ...inFile('automation', () => import('../../features/settings/automation/AutomationPage.vue')),
  ...inFile('webhooks', () => import('../../features/settings/webhooks/WebhooksPage.vue')),
  {
    path: 'settings/webhooks/:webhookId(\\d+)',
    name: 'webhook',
    component: () => import('../../features/settings/webhooks/WebhookPage.vue'),
    meta: { ...administrators, place: 'webhooks' },
  },
  ...inFile('first_steps', () => import('../../features/settings/first-steps/FirstStepsPage.vue')),
  {
    path: 'settings/inboxes/new',
    name: 'new_inbox',
    component: () => import('../../features/settings/inboxes/NewInboxPage.vue'),
    meta: { ...administrators, place: 'inboxes' },
  },
  {
    path: 'settings/inboxes/:inboxId(\\d+)/:section([a-z-]+)?',
    name: 'inbox',
    component: () => import('../../features/settings/inboxes/InboxPage.vue'),
    meta: { ...administrators, place: 'inboxes' },
  },
]

/** A page for administrators, at the address of its name. */
function inFile(name: string, component: () => Promise<unknown>): RouteRecordRaw[] {
  const path = `settings/${name.replaceAll('_', '-')}`
  return [{ path, name, component: component as never, meta: administrators }]
}
