import { defineStore } from 'pinia'
import { signIn, signOut, validateToken } from '../api/auth.ts'
import type { AuthHeaders, Credentials, Revocation, SignedIn, SignInStep } from '../api/auth.ts'
import { ApiError, identifyWith } from '../api/client.ts'
import { setAvailability } from '../api/profile.ts'
import type { Availability, Membership, User } from '../api/wire.ts'
import { onRecalledElsewhere, recall, remember } from './remember.ts'

interface SessionState {
  user: User | null
  headers: AuthHeaders | null
}

const KEY = 'session'
let checking: Promise<void> | null = null

/** Who is signed in on this browser; every tab shares it through localStorage. */
export const useSession = defineStore('session', {
  state: (): SessionState => ({
    ...recall<Pick<SessionState, 'user' | 'headers'>>(KEY, { user: null, headers: null }),
  }),
  getters: {
    isSignedIn: (state): boolean => state.user !== null && state.headers !== null,
    accounts: (state): Membership[] => state.user?.accounts ?? [],
  },
  actions: {
    start(onSignedOut: () => void) {
      identifyWith({ headers: () => ({ ...this.headers }), onRefused: () => void this.verify().catch(() => undefined) })
      let wasSignedIn = this.isSignedIn
      this.$subscribe(() => {
        if (wasSignedIn && !this.isSignedIn) onSignedOut()
        wasSignedIn = this.isSignedIn
      })
      onRecalledElsewhere(KEY, () => this.$patch(recall(KEY, { user: null, headers: null })))
    },
    membership(accountId: number): Membership | undefined {
      return this.accounts.find((one) => one.id === accountId)
    },
    async signIn(credentials: Credentials, revocation?: Revocation): Promise<SignInStep> {
      const step = await signIn(credentials, revocation)
      if ('user' in step) this.enter(step)
      return step
    },
    enter({ user, headers }: SignedIn) {
      this.$patch({ user, headers })
      remember(KEY, { user, headers })
    },
    async signOut() {
      // First the server: leaving the page would cut the request off and the token would live on.
      await signOut({ ...this.headers }).catch(() => undefined)
      this.forget()
    },
    forget() {
      this.$patch({ user: null, headers: null })
      remember(KEY, null)
    },
    /** A 401 can also mean "not allowed" (contract §2.1), so the token itself is asked before anybody is signed out. */
    verify(): Promise<void> {
      checking ??= this.refresh().finally(() => (checking = null))
      return checking
    },
    async refresh() {
      if (!this.headers) return
      try {
        this.keep(await validateToken({ ...this.headers }))
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) this.forget()
        else throw error
      }
    },
    keep(user: User) {
      if (!this.headers) return
      this.$patch({ user })
      remember(KEY, { user, headers: this.headers })
    },
    async changeAvailability(accountId: number, availability: Availability) {
      const mine = this.membership(accountId)
      const before = mine?.availability
      if (mine) mine.availability = availability
      try {
        this.keep(await setAvailability(accountId, availability))
      } catch (error) {
        if (mine && before) mine.availability = before
        throw error
      }
    },
  },
})
