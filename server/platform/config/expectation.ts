import { z } from 'zod'
import type { Setting } from './setting.ts'

interface Shape {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  items?: Shape
  anyOf?: Shape[]
}

const formats: Record<string, string> = { uri: 'a URL', email: 'an email address', uuid: 'a UUID' }

/** Says in words what a setting accepts, read from its schema unless the setting says it itself. */
export function expectation(setting: Setting): string {
  if (setting.values !== undefined) return setting.values
  return inWords(z.toJSONSchema(setting.schema, { io: 'output', unrepresentable: 'any' }) as Shape)
}

function inWords(shape: Shape): string {
  if (shape.enum) return `one of ${shape.enum.join(', ')}`
  if (shape.const !== undefined) return String(shape.const)
  if (shape.anyOf) return shape.anyOf.map(inWords).join(' or ')
  if (shape.type === 'array') return `a comma-separated list of ${listItems(shape.items)}`
  if (shape.type === 'boolean') return 'true or false (also yes/no, on/off, 1/0)'
  if (shape.type === 'integer') return `a whole number${range(shape)}`
  if (shape.type === 'number') return `a number${range(shape)}`
  return formats[shape.format ?? ''] ?? `text${lengths(shape)}`
}

function listItems(items: Shape | undefined): string {
  if (items?.enum) return items.enum.join(', ')
  return items ? `items, each ${inWords(items)}` : 'items'
}

function range(shape: Shape): string {
  const above = shape.exclusiveMinimum !== undefined ? ` above ${shape.exclusiveMinimum}` : ''
  const least = isLimit(shape.minimum) ? shape.minimum : undefined
  const most = isLimit(shape.maximum) ? shape.maximum : undefined
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`
  if (least !== undefined) return ` of at least ${least}`
  return most !== undefined ? `${above} up to ${most}` : above
}

// An integer schema always carries the safe-integer limits; nobody wants to read those.
function isLimit(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) !== Number.MAX_SAFE_INTEGER
}

function lengths(shape: Shape): string {
  if (shape.minLength && shape.maxLength) return ` of ${shape.minLength} to ${shape.maxLength} characters`
  if (shape.minLength && shape.minLength > 1) return ` of at least ${shape.minLength} characters`
  return shape.maxLength ? ` of at most ${shape.maxLength} characters` : ''
}
