import type { Agent, Role } from '../../../api/wire.ts'

export interface AgentDraft {
  name: string
  email: string
  password: string
  /** `agent`, `administrator`, or `role:7` for a custom role. */
  role: string
  availability: string
}

export const blankAgent = (): AgentDraft => ({
  name: '',
  email: '',
  password: '',
  role: 'agent',
  availability: 'online',
})

export function readAgent(agent: Agent): AgentDraft {
  return {
    name: agent.name,
    email: agent.email,
    password: '',
    role: agent.custom_role_id ? `role:${agent.custom_role_id}` : agent.role,
    availability: agent.availability_status,
  }
}

/** What a choice of role means on the wire: a custom role belongs to an agent, and the plain roles have none. */
export function roleOf(choice: string): { role: Role; custom_role_id: number | null } {
  const custom = /^role:(\d+)$/.exec(choice)?.[1]
  if (custom) return { role: 'agent', custom_role_id: Number(custom) }
  return { role: choice === 'administrator' ? 'administrator' : 'agent', custom_role_id: null }
}

/** The addresses in whatever was pasted: separated by lines, commas or spaces, with names or without, each once. */
export function addressesIn(text: string): { addresses: string[]; wrong: string[] } {
  const bare = text.replaceAll(/"[^"]*"/g, ' ').replaceAll(/(^|[,;\n])[^<,;\n]*<([^>]*)>/g, '$1$2')
  const words = bare.split(/[\s,;]+/).filter(Boolean)
  const isAddress = (word: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word)
  return {
    addresses: [...new Set(words.filter(isAddress).map((word) => word.toLowerCase()))],
    wrong: words.filter((word) => !isAddress(word)),
  }
}
