import type { Work } from '../../platform/database/unit-of-work.ts'

/** The task that removes an account with everything in it. */
export const removeAccountTask = 'remove-account'

/** Closes an account for good: nobody gets in from now on, and a job removes what is in it, which may take a while. */
export async function closeAccount(work: Work): Promise<void> {
  await work.tx
    .updateTable('accounts')
    .set({ status: 'suspended', updated_at: work.now })
    .where('id', '=', work.accountId)
    .execute()
  work.later({ task: removeAccountTask, payload: { accountId: work.accountId } })
}

/** Removes the account with everything in it. Its people stay; its files go with the next sweep. */
export async function removeAccount(work: Work): Promise<void> {
  await work.tx.deleteFrom('accounts').where('id', '=', work.accountId).execute()
}
