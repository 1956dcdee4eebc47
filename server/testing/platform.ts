import { createPlatformApp } from '../features/platform-apps/index.ts'
import type { TestDesk } from './desk.ts'
import { callerOf, type Caller } from './people.ts'

/** Creates a program that provisions accounts and people; `^` in its paths is the platform API. */
export async function aPlatformApp(desk: TestDesk, name = 'Provisioner'): Promise<Caller> {
  const token = await createPlatformApp(desk.ports.db, name)
  return callerOf(desk.app, { api_access_token: token }, (path) => path.replace(/^\^/, '/platform/api/v1'))
}
