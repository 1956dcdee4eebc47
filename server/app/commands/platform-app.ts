import { StartError } from '../../platform/config/index.ts'
import { createPlatformApp } from '../../features/platform-apps/index.ts'
import { besideDesk } from './beside-desk.ts'

/** `platform-app <name>`: creates a program that may provision accounts and people, and prints its token. */
export async function run([name]: string[]): Promise<void> {
  const wanted = name?.trim() ?? ''
  if (wanted === '' || wanted.length > 255) {
    throw new StartError('Say what the program is called: porchlight platform-app <name>')
  }
  await besideDesk(async (ports) => {
    const token = await createPlatformApp(ports.db, wanted)
    return `The token of ${wanted}, sent as api_access_token to /platform/api/v1. It is shown this once:\n${token}`
  })
}
