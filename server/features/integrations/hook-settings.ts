import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { SettingField } from './app.ts'
import type { Hook } from './hook.ts'

const PURPOSE = 'integration-hook'
const LONGEST = 20_000
const MASK = '••••••••'

type Values = { [key: string]: Json }

/** What a connection is told, apart: what may be read, and what may not. */
interface SplitSettings {
  open: Values
  secret: Values
}

/** Reads an app's settings; what stays masked keeps its value. Refuses by naming the field, and what the app does not know. */
export function readSettings(fields: SettingField[], given: Values, before?: SplitSettings): SplitSettings {
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) throw invalid(`settings.${unknown}`, `settings.${unknown} is no setting of this app`)
  const settings: SplitSettings = { open: {}, secret: {} }
  for (const field of fields) {
    const kept = (field.secret ? before?.secret : before?.open)?.[field.name]
    const isMasked = field.secret && kept !== undefined && given[field.name] === masked(kept)
    const value = isMasked || given[field.name] === undefined ? kept : readValue(field, given[field.name] ?? null)
    if (value === undefined || value === '') {
      if (field.required) throw invalid(`settings.${field.name}`, `settings.${field.name} is needed`)
      continue
    }
    settings[field.secret ? 'secret' : 'open'][field.name] = value
  }
  return settings
}

function readValue({ name, kind }: SettingField, value: Json): Json {
  const refuse = (what: string) => invalid(`settings.${name}`, `settings.${name} must be ${what}`)
  if (kind === 'yes_no') {
    if (typeof value === 'boolean') return value
    if (value === 'true' || value === 'false') return value === 'true'
    throw refuse('true or false')
  }
  if (kind === 'json') return readObject(value) ?? refuseWith(refuse('a JSON object'))
  if (typeof value !== 'string' || value.length > LONGEST) throw refuse('a text')
  return value.trim()
}

function readObject(value: Json): Values | undefined {
  const object = typeof value === 'string' ? parsed(value) : value
  const fits = object !== null && typeof object === 'object' && !Array.isArray(object)
  return fits && JSON.stringify(object).length <= LONGEST ? (object as Values) : undefined
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function refuseWith(refusal: Error): never {
  throw refusal
}

/** A secret as it is shown: that it is there, and how a text ends. */
function masked(value: Json): string {
  return typeof value === 'string' && value.length >= 12 ? MASK + value.slice(-4) : MASK
}

/** The secret settings as they are stored. */
export function encryptSettings(secrets: Secrets, values: Values): string {
  return secrets.encrypt(JSON.stringify(values), PURPOSE)
}

/** A stored hook's settings in clear, for the program itself. */
export function settingsOf(secrets: Secrets, hook: Hook): SplitSettings {
  const secret = JSON.parse(secrets.decrypt(hook.secretsEncrypted, PURPOSE)) as Values
  return { open: hook.settings as Values, secret }
}

/** A hook's settings for administrators: secrets are masked, and may be sent back as they are. */
export function shownSettings(secrets: Secrets, hook: Hook): Values {
  const { open, secret } = settingsOf(secrets, hook)
  return { ...open, ...Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, masked(value)])) }
}
