import type { KeyType } from '../../kernel/filter/key.ts'

/** Whose attributes an account defines. */
export const OWNERS = ['conversation', 'contact', 'company'] as const

/** One of OWNERS. */
export type Owner = (typeof OWNERS)[number]

/** How an attribute is shown and asked for. */
export type DisplayType = 'text' | 'number' | 'currency' | 'percent' | 'link' | 'date' | 'list' | 'checkbox'

/** An attribute that a company keeps of its conversations, contacts or companies, besides the standard ones. */
export interface AttributeDefinition {
  id: number
  accountId: number
  owner: Owner
  key: string
  displayName: string
  displayType: DisplayType
  description: string | null
  /** What a list offers. */
  choices: string[]
  /** A regular expression that texts match, and what to tell those whose text does not. */
  pattern: string | null
  patternCue: string | null
  defaultValue: string | null
  createdAt: Date
  updatedAt: Date
}

/** How filter rows compare the values of each display type. */
export const COMPARED_AS: Record<DisplayType, KeyType> = {
  text: 'text',
  link: 'text',
  list: 'text',
  number: 'number',
  currency: 'number',
  percent: 'number',
  date: 'day',
  checkbox: 'flag',
}
