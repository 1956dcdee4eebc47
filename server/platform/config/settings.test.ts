import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  defineSettings,
  describeSettings,
  effectiveSettings,
  listOf,
  readSettings,
  SettingsError,
  yesOrNo,
} from './index.ts'
import type { SettingsOf } from './setting.ts'

const http = defineSettings({
  port: {
    env: 'PORT',
    sentence: 'The port to listen on.',
    schema: z.coerce.number().int().min(0).max(65_535),
    default: 3000,
    example: '8080',
  },
  publicUrl: { env: 'PUBLIC_URL', sentence: 'The address that people type.', schema: z.url() },
})

const people = defineSettings({
  password: { env: 'ADMIN_PASSWORD', sentence: 'The first password.', schema: z.string().min(8), secret: true },
  demo: { env: 'DEMO', sentence: 'Adds a demo | company.', schema: yesOrNo(), default: false },
  roles: {
    env: 'ROLES',
    sentence: 'What this process does.',
    schema: listOf(z.enum(['web', 'api', 'worker'])),
    default: ['web', 'api'],
  },
  database: { env: 'DATABASE', sentence: 'Where rows live.', schema: z.url({ protocol: /^postgres/ }) },
})

const groups = { http, people }

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env, groups)
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes
    throw error
  }
  return []
}

test('values come parsed from the environment, and defaults fill what is absent or empty', () => {
  const values = readSettings({ PORT: '8080', ROLES: 'worker, web,worker', DEMO: '', UNKNOWN: 'x' }, groups)
  expect(values.http).toEqual({ port: 8080, publicUrl: undefined })
  expect(values.people).toEqual({ password: undefined, demo: false, roles: ['worker', 'web'], database: undefined })
})

test('types follow the schemas: a default makes a setting present, its absence makes it optional', () => {
  expectTypeOf<SettingsOf<typeof http>>().toEqualTypeOf<{
    readonly port: number
    readonly publicUrl: string | undefined
  }>()
  const { people } = readSettings({}, groups)
  expectTypeOf(people.roles).toEqualTypeOf<('web' | 'api' | 'worker')[]>()
  expect(people.roles).toEqual(['web', 'api'])
})

test.each([
  ...['true', '1', 'yes', 'on', 'TRUE', 'Yes'].map((text) => ({ text, value: true })),
  ...['false', '0', 'no', 'off', 'OFF'].map((text) => ({ text, value: false })),
])('a switch reads $text as $value', ({ text, value }) => {
  expect(readSettings({ DEMO: text }, groups).people.demo).toBe(value)
})

test('all mistakes are reported together, each with name, value, expectation and fix', () => {
  expect(mistakesOf({ PORT: 'abc', DEMO: 'perhaps', ROLES: 'web,cook', PUBLIC_URL: 'nowhere' })).toEqual([
    'PORT: "abc" is not accepted, expected a whole number from 0 to 65535. Correct it, for example PORT=8080, or leave it out to use 3000.',
    'PUBLIC_URL: "nowhere" is not accepted, expected a URL. Correct it, or leave it out.',
    'DEMO: "perhaps" is not accepted, expected true or false (also yes/no, on/off, 1/0). Correct it, or leave it out to use false.',
    'ROLES: "web,cook" is not accepted, expected a comma-separated list of web, api, worker. Correct it, or leave it out to use web,api.',
  ])
})

test('a number must not hide in text that only looks like one', () => {
  expect(mistakesOf({ PORT: '3000.5' })).toHaveLength(1)
  expect(mistakesOf({ PORT: '70000' })).toHaveLength(1)
})

test('the message of the error counts the mistakes and holds one line for each', () => {
  const message = new SettingsError(['A: x', 'B: y']).message
  expect(message.split('\n')).toEqual(['2 settings are wrong:', '  A: x', '  B: y'])
})

test('a mistake never shows a secret, nor the password inside a URL', () => {
  const [password, database] = mistakesOf({ ADMIN_PASSWORD: 'tiny', DATABASE: 'mysql://me:sesame@host/db' })
  expect(password).toContain('ADMIN_PASSWORD: its value (hidden)')
  expect(password).toContain('text of at least 8 characters')
  expect(password).not.toContain('tiny')
  expect(database).toContain('mysql://(hidden)@host/db')
})

test('a reason that a slice gives itself is part of the line', () => {
  const even = defineSettings({
    size: { env: 'SIZE', sentence: 'A size.', schema: z.coerce.number().refine((n) => n % 2 === 0, 'it must be even') },
  })
  expect(() => readSettings({ SIZE: '3' }, { even })).toThrow(
    'SIZE: "3" is not accepted, expected a number; it must be even.',
  )
})

test('the reference page has one table per slice with name, sentence, default and values', () => {
  const page = describeSettings(groups)
  expect(page).toContain('## http\n')
  expect(page).toContain(
    '| `PORT` | The port to listen on. Example: `8080`. | `3000` | a whole number from 0 to 65535 |',
  )
  expect(page).toContain('| `ADMIN_PASSWORD` | The first password. Secret. | none | text of at least 8 characters |')
  expect(page).toContain(String.raw`Adds a demo \| company.`)
})

test('the effective settings name their source and hide secrets', () => {
  const env = { PORT: '8080', ADMIN_PASSWORD: 'open sesame' }
  const listed = effectiveSettings(groups, readSettings(env, groups), env)
  expect(listed).toContainEqual({ slice: 'http', name: 'PORT', value: '8080', source: 'environment' })
  expect(listed).toContainEqual({ slice: 'people', name: 'ADMIN_PASSWORD', value: '(hidden)', source: 'environment' })
  expect(listed).toContainEqual({ slice: 'people', name: 'ROLES', value: 'web,api', source: 'default' })
  expect(listed).toContainEqual({ slice: 'http', name: 'PUBLIC_URL', value: 'not set', source: 'default' })
})
