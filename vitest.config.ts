import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'server/**/*.test.ts',
      'contract/**/*.test.ts',
      'dashboard/**/*.test.ts',
      'widget/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['server/testing/global-setup.ts'],
    pool: 'threads',
    isolate: false,
    // Half of a test is waiting: for the database, for a process that starts.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A limit only ends what would never come.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})
