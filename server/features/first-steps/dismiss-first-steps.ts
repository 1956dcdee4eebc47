import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeAccount } from '../accounts/index.ts'

/** Puts the list of first steps away for everybody of the account, or brings it back. */
export async function dismissFirstSteps(work: Work, dismissed: boolean): Promise<void> {
  await changeAccount(work, { settings: { first_steps_dismissed: dismissed } })
}
