import type { PublicApi } from './public-api.ts'
import { run } from './run.ts'
import type { Settings } from './settings.ts'

interface Sdk {
  run: typeof run
  /** The beginnings of the website tokens that a campaign may speak up for; the server writes them behind this script. */
  campaigns?: string
}

declare global {
  interface Window {
    $chatwoot?: PublicApi
    porchlight?: PublicApi
    chatwootSDK?: Sdk
    porchlightSDK?: Sdk
    chatwootSettings?: Partial<Settings>
    porchlightSettings?: Partial<Settings>
  }
}

window.chatwootSDK ??= { run }
window.porchlightSDK ??= window.chatwootSDK
