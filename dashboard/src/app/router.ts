import { createRouter, createWebHistory } from 'vue-router'
import { accountId } from '../session/current-account.ts'
import { bootConfig } from '../session/boot-config.ts'
import { useSession } from '../session/session-store.ts'
import { homeAddress, loginAddress, nextAddress } from './addresses.ts'
import { settingsRoutes } from './settings/routes.ts'
import AccountShell from './workspace/AccountShell.vue'
import ConversationsPage from './workspace/ConversationsPage.vue'

export const router = createRouter({
  history: createWebHistory(bootConfig.base),
  routes: [
    { path: '/setup', name: 'setup', component: () => import('./entrance/SetUpPage.vue'), meta: { isPublic: true } },
    {
      path: '/app/login',
      name: 'login',
      component: () => import('./entrance/SignInPage.vue'),
      meta: { isPublic: true },
    },
    {
      path: '/app/auth/password/edit',
      name: 'new_password',
      component: () => import('./entrance/NewPasswordPage.vue'),
      meta: { isPublic: true },
    },
    {
      path: '/app/auth/confirmation',
      name: 'confirmation',
      component: () => import('./entrance/NewPasswordPage.vue'),
      meta: { isPublic: true },
    },
    {
      path: '/app/accounts/:accountId(\\d+)',
      component: AccountShell,
      children: [
        { path: 'conversations/:id(\\d+)?', name: 'conversations', component: ConversationsPage },
        { path: 'contacts', name: 'contacts', component: () => import('./contacts/ContactsPage.vue') },
        {
          path: 'contacts/:contactId(\\d+)',
          name: 'contact',
          component: () => import('./contacts/ContactPage.vue'),
        },
        { path: 'search', name: 'search', component: () => import('./search/SearchPage.vue') },
        {
          path: '',
          component: () => import('./settings/SettingsFrame.vue'),
          meta: { settings: true },
          children: settingsRoutes,
        },
      ],
    },
    { path: '/:rest(.*)*', name: 'home', redirect: homeAddress },
  ],
})

router.beforeEach((to) => {
  const session = useSession()
  // A link that signs somebody in does so even where somebody else is signed in.
  const isPassing = to.name === 'login' && session.isSignedIn && !to.query['sso_auth_token']
  if (to.meta['isPublic']) return isPassing ? nextAddress(to) : true
  if (!session.isSignedIn) return loginAddress(to.fullPath)
  const membership = session.membership(Number(to.params['accountId']))
  if (!membership && session.accounts.length > 0) return homeAddress()
  if (!membership) {
    session.forget()
    return false
  }
  if (to.meta['forAdministrators'] && membership.role !== 'administrator') return homeAddress()
  accountId.value = membership.id
  return true
})
