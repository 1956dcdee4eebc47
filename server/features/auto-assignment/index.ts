export { assignAutomatically } from './assign-automatically.ts'
export { accountsWithWaiting, assignWaiting, assignWaitingLater, assignWaitingTask } from './assign-waiting.ts'
