import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

type Check = { name: string; run: () => Promise<{ problems: string[]; note?: string; skipped?: string }> }
const load = (file: string): Promise<unknown> => import(path.join(import.meta.dirname, file))
const { misplaced } = (await load('places.mjs')) as { misplaced(file: string, text: string): string[] }
const { countLines, quantile } = (await load('sizes.mjs')) as {
  countLines(text: string): number
  quantile(sorted: number[], share: number): number
}
const { brokenLinks, headingsOf } = (await load('links.mjs')) as {
  brokenLinks(root: string, file: string, text: string): Promise<string[]>
  headingsOf(text: string): Set<string>
}
const { emptyName, foreignWords } = (await load('words.mjs')) as {
  emptyName(file: string): string[]
  foreignWords(file: string, text: string): string[]
}
const { overBudget } = (await load('bundles.mjs')) as { overBudget(found: Record<string, unknown>): string[] }
const { runChecks } = (await load('run-checks.mjs')) as {
  runChecks(all: Check[], words: string[], print: (line: string) => void): Promise<number>
}

describe('places', () => {
  test.each([
    ['server/features/people/a.ts', 'const port = process.env.PORT'],
    ['server/main.ts', `import { env } from 'node:process'`],
    ['server/wire/api/a.ts', '// in embedded mode'],
    ['server/wire/api/a.ts', `db.selectFrom('users')`],
    ['server/app/a.ts', 'await sql<{ n: number }>`select 1`.execute(db)'],
  ])('%s may not say %s', (file, line) => {
    expect(misplaced(file, `\n${line}\n`)).toEqual([expect.stringMatching(new RegExp(`^${file}:2 Only `))])
  })

  test.each([
    ['server/platform/config/environment.ts', 'process.env'],
    ['server/platform/database/a.ts', 'embedded'],
    ['server/app/a.test.ts', 'embedded'],
    ['server/features/people/person-store.ts', `db.selectFrom('users')`],
    ['server/wire/a.ts', 'const processed = environment'],
  ])('%s may say %s', (file, line) => {
    expect(misplaced(file, line)).toEqual([])
  })
})

test('lines are counted as an editor numbers them, and quantiles are the smallest that suffice', () => {
  expect([countLines(''), countLines('a'), countLines('a\n'), countLines('a\n\nb')]).toEqual([0, 1, 1, 3])
  expect([quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9), quantile([], 0.5)]).toEqual([
    2, 9, 0,
  ])
})

describe('links', () => {
  test('a link to no file or no heading is found with its line; code and addresses are left alone', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'porchlight-links-'))
    await mkdir(path.join(root, 'docs'))
    await writeFile(path.join(root, 'docs/there.md'), '# The `first` part\n')
    const text = [
      '[a](there.md) [b](there.md#the-first-part) [c](#here) [d](https://example.org/x) [e](mailto:a@example.org)',
      '# Here',
      '`[code](gone.md)` and ![image](gone.png)',
      '```',
      '[fenced](gone.md)',
      '```',
      '[f](there.md#other) [g](/docs/there.md) [h](../gone)',
      '[reference]: gone.md',
    ].join('\n')
    await writeFile(path.join(root, 'docs/page.md'), text)
    expect(await brokenLinks(root, 'docs/page.md', text)).toEqual([
      'docs/page.md:3 links to gone.png, and there is no such file.',
      'docs/page.md:7 links to there.md#other, and no heading there has that name.',
      'docs/page.md:7 links to ../gone, and there is no such file.',
      'docs/page.md:8 links to gone.md, and there is no such file.',
    ])
    await rm(root, { recursive: true })
  })

  test('headings are named as they are linked to', () => {
    expect([...headingsOf('# A & B\n## It’s [here](x)\n## A & B\n```\n# no\n```\n')]).toEqual([
      'a--b',
      'its-here',
      'a--b-1',
    ])
  })
})

test('a path of the machine it was written on is found; a folder of ours that looks alike is not', () => {
  const [first, second] = [['', 'work', ''].join('/'), ['shared', 'design'].join('/')]
  expect(foreignWords('a.md', `see ${first}main`)).toHaveLength(1)
  expect(foreignWords('a.md', `\nsee ${second}/x.md`)).toEqual([expect.stringMatching(/^a\.md:2 /)])
  expect(foreignWords('a.md', `server/kernel${first}x and https://example.org${first}x`)).toEqual([])
})

test('a file is named after what it does', () => {
  const poor = [
    'server/a/utils.ts',
    'helpers.test.ts',
    'dashboard/src/types.d.ts',
    'a/mail-service.ts',
    'a/mail.manager.ts',
  ]
  expect(poor.flatMap(emptyName)).toHaveLength(poor.length)
  expect(['server/a/send-mail.ts', 'server/common-words.ts', 'a/types/README.md'].flatMap(emptyName)).toEqual([])
})

test('a bundle over its budget and one that was not measured are problems', () => {
  expect(overBudget({ loader: 4096, widget: 1, dashboardScript: 1 })).toEqual([])
  expect(overBudget({ loader: 4097, widget: 1 })).toEqual([
    expect.stringContaining('4097 bytes of at most 4096'),
    expect.stringContaining('has no dashboardScript'),
  ])
})

describe('running the checks', () => {
  const fine: Check = { name: 'fine', run: async () => ({ problems: [], note: 'read' }) }
  const idle: Check = { name: 'idle', run: async () => ({ problems: [], skipped: 'Nothing is built.' }) }
  const bad: Check = { name: 'bad:one', run: async () => ({ problems: ['a.ts:1 is wrong.'] }) }
  const crash: Check = { name: 'crash', run: () => Promise.reject(new Error('no such tool')) }
  const run = async (all: Check[], words: string[] = []) => {
    const lines: string[] = []
    return { code: await runChecks(all, words, (line) => void lines.push(line)), said: lines.join('\n') }
  }

  test('all fine is 0, a problem or a check that breaks is 1, and every problem is printed', async () => {
    expect((await run([fine, idle])).code).toBe(0)
    const { code, said } = await run([fine, bad, crash])
    expect(code).toBe(1)
    expect(said).toContain('a.ts:1 is wrong.')
    expect(said).toContain('no such tool')
    expect(said).toContain('2 of 3 checks failed.')
  })

  test('only the named ones run, a group by its first word; an unknown name is refused', async () => {
    expect((await run([fine, bad], ['fine'])).code).toBe(0)
    expect((await run([fine, bad], ['bad'])).code).toBe(1)
    expect((await run([fine, bad], ['typo'])).said).toContain('No check is called typo.')
  })

  test('with --all a check that has nothing to look at fails', async () => {
    expect((await run([fine, idle], ['--all'])).code).toBe(1)
  })
})
