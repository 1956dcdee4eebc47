import type { Brand } from '../api/branding.ts'

export interface DemoSignIn {
  name: string
  email: string
  password: string
  role: string
}

interface BootConfig {
  installationName: string
  version: string
  setupRequired: boolean
  demoSignIns: DemoSignIn[]
  /** How the installation looks; `session/brand.ts` keeps it up to date. */
  brand?: Brand
  /** What every address of the dashboard begins with: `/`, or `/porchlight` beside another client. */
  base: string
  /** What browsers subscribe to pushed notifications with, in base64url. */
  vapidPublicKey: string
}

const defaults: BootConfig = {
  installationName: 'Porchlight',
  version: '',
  setupRequired: false,
  demoSignIns: [],
  base: '/',
  vapidPublicKey: '',
}

/** What the server wrote into the page; absent under the development server. */
export const bootConfig: BootConfig = { ...defaults, ...readBootConfig() }

function readBootConfig(): Partial<BootConfig> {
  const text = document.querySelector('#porchlight-config')?.textContent
  return text ? (JSON.parse(text) as Partial<BootConfig>) : {}
}
