import { expect, test } from 'vitest'
import { clusterPaths } from './cluster-paths.ts'
import { explainFailure } from './explain-failure.ts'

const paths = clusterPaths('/srv/porchlight')

test.each([
  ['initdb: error: could not write file: No space left on device', /The disk that holds .* is full/],
  [
    'postgres: error while loading shared libraries: libstdc++.so.6: cannot open',
    /needs the system library libstdc\+\+\.so\.6/,
  ],
  ['spawn /x/bin/initdb ENOENT', /needs glibc, which Alpine and other musl systems lack.*DATABASE_URL/],
  ['initdb: error: could not look up effective user ID 4711: user does not exist', /user with id 4711 has no name/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /not enough memory/],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', /started under another path still uses/],
  ['FATAL:  could not open file "postgresql.conf": Permission denied', /may not use .*change its owner or permissions/],
])('%s becomes one sentence that says what to do', (output, sentence) => {
  expect(explainFailure(output, paths).message).toMatch(sentence)
})

test('an unknown failure quotes the last complaint and names the log', () => {
  const output =
    '2026-01-01 UTC [1] LOG:  starting\n2026-01-01 UTC [1] FATAL:  the moon is full\n2026-01-01 UTC [1] LOG:  bye'
  expect(explainFailure(output, paths).message).toBe(
    `The database could not start (the moon is full): see ${paths.log}.`,
  )
})
