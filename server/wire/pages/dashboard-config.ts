/** Somebody of the demo company, to sign in with one click. */
export interface DemoSignIn {
  name: string
  email: string
  password: string
  role: string
}

/** What the dashboard learns from its page. */
export interface DashboardConfig {
  version: string
  setupRequired: boolean
  demoSignIns: DemoSignIn[]
  /** What browsers subscribe to pushed notifications with, in base64url. */
  vapidPublicKey: string
}
