import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clusterPaths } from './cluster-paths.ts'
import { hydrateSymlinks } from './hydrate-symlinks.ts'
import { prepareBinaries } from './prepare-binaries.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'porchlight-links-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function packageWithoutLinks(name: string): Promise<string> {
  const native = path.join(root, name, 'native')
  await mkdir(path.join(native, 'lib'), { recursive: true })
  await writeFile(path.join(native, 'lib', 'libx.so.1.2'), 'the library')
  await writeFile(path.join(native, 'lib', 'libx.a'), 'not needed to run')
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
  await writeFile(path.join(native, 'pg-symlinks.json'), JSON.stringify(links))
  return native
}

test('links that the install script did not make are made, relative to their folder', async () => {
  const native = await packageWithoutLinks('plain')
  await hydrateSymlinks(native)
  expect(await readlink(path.join(native, 'lib', 'libx.so.1'))).toBe('libx.so.1.2')
  await hydrateSymlinks(native)
  expect(await readFile(path.join(native, 'lib', 'libx.so.1'), 'utf8')).toBe('the library')
})

// Root may write everywhere, so there is nothing to refuse.
test.skipIf(process.geteuid?.() === 0)('a read-only installation is copied into the data folder', async () => {
  const native = await packageWithoutLinks('read-only')
  await chmod(path.join(native, 'lib'), 0o555)
  const paths = clusterPaths(path.join(root, 'data'))
  const binaries = await prepareBinaries(paths, async () => ({ native, version: '18.4.0' }))
  await chmod(path.join(native, 'lib'), 0o755)
  expect(binaries.native).toBe(path.join(paths.binaries, '18.4.0', 'native'))
  expect(await readFile(path.join(binaries.native, 'lib', 'libx.so.1'), 'utf8')).toBe('the library')
  await expect(stat(path.join(binaries.native, 'lib', 'libx.a'))).rejects.toThrow('ENOENT')
})
