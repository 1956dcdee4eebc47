import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const { cruise } = (await import(path.join(import.meta.dirname, 'imports.mjs'))) as {
  cruise(directory: string, folders: string[]): Promise<{ modulesRead: string[]; problems: string[] }>
}

// Each line: a file, what it imports, and the rule that must say so.
const forbidden: [file: string, imported: string, rule: string][] = [
  ['contract/http/a.ts', '../../server/kernel/goal.ts', 'contract-imports-nothing'],
  ['server/kernel/a.ts', '../platform/log/goal.ts', 'kernel-is-pure'],
  ['server/kernel/b.ts', 'node:fs', 'kernel-does-no-io'],
  ['server/kernel/c.ts', '../../contract/goal.ts', 'kernel-is-pure'],
  ['server/platform/jobs/a.ts', '../../features/people/index.ts', 'platform-knows-kernel-only'],
  ['server/features/people/a.ts', '../../../contract/goal.ts', 'features-know-no-edge'],
  ['server/features/people/b.ts', '../../wire/goal.ts', 'features-know-no-edge'],
  ['server/features/people/c.ts', '../../channels/goal.ts', 'features-know-no-edge'],
  ['server/features/people/d.ts', '../contacts/index.ts', 'slice-level-0'],
  ['server/features/people/e.ts', '../accounts/index.ts', 'slice-level-0'],
  ['server/features/contacts/a.ts', '../inboxes/index.ts', 'slice-level-1'],
  ['server/features/contacts/b.ts', '../conversations/index.ts', 'slice-level-1'],
  ['server/features/contacts/c.ts', '../people/goal.ts', 'slices-through-their-index'],
  ['server/features/conversations/a.ts', '../webhooks/index.ts', 'slice-level-2'],
  ['server/features/reports/a.ts', '../webhooks/index.ts', 'slice-level-3'],
  ['server/features/reports/b.ts', '../../app/goal.ts', 'nobody-imports-app'],
  ['server/features/reports/c.ts', '../../testing/goal.ts', 'testing-stays-in-tests'],
  ['server/channels/email/a.ts', '../../wire/goal.ts', 'channels-know-slices-only'],
  ['server/channels/email/b.ts', '../../features/people/goal.ts', 'channels-know-slices-only'],
  ['server/wire/api/a.ts', '../../platform/log/goal.ts', 'wire-translates-only'],
  ['server/wire/api/b.ts', '../../features/people/goal.ts', 'wire-translates-only'],
  ['server/wire/api/c.ts', './nowhere.ts', 'imports-resolve'],
  ['server/wire/api/d.ts', './d.test.ts', 'tests-are-not-imported'],
  ['server/wire/api/e.ts', 'vitest', 'product-needs-no-dev-package'],
  ['dashboard/src/api/a.ts', '../../../server/kernel/goal.ts', 'dashboard-imports-itself'],
  ['dashboard/src/api/b.ts', '../../../widget/src/ui/goal.ts', 'dashboard-imports-itself'],
  ['dashboard/src/api/c.ts', '../../../contract/goal.ts', 'dashboard-takes-types-only'],
  ['dashboard/src/ui/a.ts', '../features/inbox/goal.ts', 'dashboard-ui-is-at-the-bottom'],
  ['dashboard/src/features/inbox/a.ts', '../../app/goal.ts', 'dashboard-app-is-at-the-top'],
  ['widget/src/boot/a.ts', '../../../dashboard/src/ui/goal.ts', 'widget-imports-itself'],
]

const allowed: [file: string, imported: string][] = [
  ['server/app/a.ts', '../features/people/goal.ts'],
  ['server/main.ts', './app/goal.ts'],
  ['server/testing/a.ts', '../app/goal.ts'],
  ['server/features/reports/fine.ts', '../conversations/index.ts'],
  ['server/features/contacts/fine.ts', '../people/index.ts'],
  ['server/features/contacts/fine.test.ts', '../../testing/goal.ts'],
  ['server/wire/api/fine.ts', '../../platform/http/goal.ts'],
  ['server/channels/email/fine.ts', '../../platform/log/goal.ts'],
  ['dashboard/src/app/fine.ts', '../features/inbox/goal.ts'],
]

const goals = [
  'contract',
  'server/kernel',
  'server/platform/log',
  'server/platform/http',
  'server/features/people',
  'server/wire',
  'server/channels',
  'server/app',
  'server/testing',
  'dashboard/src/ui',
  'dashboard/src/app',
  'dashboard/src/features/inbox',
  'widget/src/ui',
].map((folder) => `${folder}/goal.ts`)
const indexes = ['accounts', 'people', 'inboxes', 'contacts', 'conversations', 'webhooks'].map(
  (slice) => `server/features/${slice}/index.ts`,
)

describe('the import rule', () => {
  let directory: string
  let found: { modulesRead: string[]; problems: string[] }
  const put = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true })
    await writeFile(path.join(directory, file), text)
  }
  const broken = (file: string) => found.problems.filter((problem) => problem.startsWith(`${file}:`))

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'porchlight-imports-'))
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json', 'package.json']) {
      await cp(path.join(root, file), path.join(directory, file))
    }
    await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'))
    for (const file of [...goals, ...indexes, 'server/wire/api/d.test.ts']) await put(file, 'export const goal = 1\n')
    for (const [file, imported] of [...forbidden, ...allowed])
      await put(file, `// first line\nimport * as goal from '${imported}'\nexport const use = goal\n`)
    await put(
      'server/kernel/typed.ts',
      `import type { goal } from '../wire/goal.ts'\nexport type Typed = typeof goal\n`,
    )
    await put(
      'dashboard/src/api/typed.ts',
      `import type { goal } from '../../../contract/goal.ts'\nexport type Typed = typeof goal\n`,
    )
    await put(
      'widget/src/ui/Sheet.vue',
      `<script setup lang="ts">\nimport { goal } from '../boot/../app/window.ts'\n</script>\n<template>{{ goal }}</template>\n`,
    )
    await put('widget/src/app/window.ts', 'export const goal = 1\n')
    await put('server/app/one.ts', `import { two } from './two.ts'\nexport const one = () => two\n`)
    await put('server/app/two.ts', `import { one } from './one.ts'\nexport const two = () => one\n`)
    found = await cruise(directory, ['contract', 'server', 'dashboard/src', 'widget/src'])
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  test.each(forbidden)('%s may not import %s: %s', (file, _imported, rule) => {
    expect(broken(file).join('\n')).toContain(`${file}:2 ${rule}: `)
  })

  test.each(allowed)('%s may import %s', (file) => {
    expect(broken(file)).toEqual([])
  })

  test('importing only a type breaks the rule too, except where types are what is allowed', () => {
    expect(broken('server/kernel/typed.ts').join('\n')).toContain('kernel-is-pure')
    expect(broken('dashboard/src/api/typed.ts')).toEqual([])
  })

  test('components are read', () => {
    expect(broken('widget/src/ui/Sheet.vue').join('\n')).toContain('widget-ui-is-at-the-bottom')
  })

  test('two files that import each other are found', () => {
    expect(found.problems.join('\n')).toContain('no-cycles: server/app/one.ts → server/app/two.ts → server/app/one.ts')
  })

  test('every problem has a line and a sentence, and every file was read', () => {
    for (const problem of found.problems) expect(problem).toMatch(/^\S+:\d+ [\w-]+: .+\n {2}\S.+[.:"]$/)
    expect(found.modulesRead).toHaveLength(forbidden.length + allowed.length + goals.length + indexes.length + 7)
  })
})
