import './styles.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { usePreferences } from '../session/preferences-store.ts'
import { joinPreferences } from '../session/arrangement-store.ts'
import { useSession } from '../session/session-store.ts'
import { loginAddress } from './addresses.ts'
import App from './App.vue'
import { followLanguage, loadI18n } from './i18n.ts'
import { router } from './router.ts'

async function start(): Promise<void> {
  const app = createApp(App)
    .use(createPinia())
    .use(await loadI18n())
  usePreferences().start()
  const session = useSession()
  // A whole page load on the way out: nothing of one agent stays in memory for the next.
  session.start(() => location.assign(loginAddress(location.pathname + location.search)))
  if (session.isSignedIn) session.verify().catch(() => undefined)
  joinPreferences()
  followLanguage()
  app.use(router).mount('#app')
}

void start()
