export { bulkTask, requestBulkChange } from './bulk-change.ts'
export { runBatch } from './run-batch.ts'
