import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyBinaries } from './copy-binaries.ts'

let root = ''
let native = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'porchlight-copy-'))
  native = path.join(root, 'installed', 'native')
  await mkdir(path.join(native, 'lib'), { recursive: true })
  await writeFile(path.join(native, 'lib', 'libx.so.1.2'), 'the library')
  await writeFile(path.join(native, 'lib', 'libx.a'), 'not needed to run')
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
  await writeFile(path.join(native, 'pg-symlinks.json'), JSON.stringify(links))
})
afterAll(() => rm(root, { recursive: true, force: true }))

test('a copy holds what is needed to run, links included', async () => {
  const copy = await copyBinaries({ native, version: '18.4.0' }, path.join(root, 'copies'))
  expect((await readdir(path.join(copy.native, 'lib'))).sort()).toEqual(['libx.so.1', 'libx.so.1.2'])
  expect(await readFile(path.join(copy.native, 'lib', 'libx.so.1'), 'utf8')).toBe('the library')
})

test('a copy is open to every user, even when the installed files are not', async () => {
  const closed = path.join(root, 'closed', 'native')
  await mkdir(path.join(closed, 'bin'), { recursive: true })
  await writeFile(path.join(closed, 'bin', 'postgres'), 'a program', { mode: 0o700 })
  await chmod(path.join(closed, 'bin'), 0o500)
  const copy = await copyBinaries({ native: closed, version: '18.4.0' }, path.join(root, 'opened'))
  expect((await stat(path.join(copy.native, 'bin'))).mode & 0o777).toBe(0o755)
  expect((await stat(path.join(copy.native, 'bin', 'postgres'))).mode & 0o777).toBe(0o755)
  await chmod(path.join(closed, 'bin'), 0o700)
})

test('a copy of a new version replaces the old one, and a finished copy is used again', async () => {
  const folder = path.join(root, 'versions')
  await copyBinaries({ native, version: '18.4.0' }, folder)
  const copy = await copyBinaries({ native, version: '18.5.0' }, folder)
  await writeFile(path.join(copy.native, 'mark'), '')
  await copyBinaries({ native, version: '18.5.0' }, folder)
  expect(await readdir(folder)).toEqual(['18.5.0'])
  expect(await readdir(copy.native)).toContain('mark')
})
