/** Somebody a note names. */
export interface Mentionable {
  kind: 'user' | 'team'
  id: number
  name: string
}

const LINK = /\[@((?:[^\][\\\n]|\\.){1,200})\]\(mention:\/\/(user|team)\/(\d{1,9})\/[^)\s]*\)/g

/** People write "@Ada Moreno"; the contract stores `[@Ada Moreno](mention://user/1/Ada%20Moreno)`. Only who was picked is named. */
export function withMentionLinks(text: string, picked: readonly Mentionable[]): string {
  const byLength = picked.toSorted((a, b) => b.name.length - a.name.length)
  let out = ''
  for (let at = 0; at < text.length;) {
    const named =
      text[at] === '@' && !/\w/.test(text[at - 1] ?? '')
        ? byLength.find((one) => isNamedAt(text, at + 1, one.name))
        : undefined
    out += named ? linkTo(named) : text[at]
    at += named ? named.name.length + 1 : 1
  }
  return out
}

/** The other way, for a draft that comes back. */
export function withoutMentionLinks(text: string): { text: string; picked: Mentionable[] } {
  const picked: Mentionable[] = []
  const plain = text.replaceAll(LINK, (_, shown: string, kind: 'user' | 'team', id: string) => {
    const name = shown.replaceAll(/\\(.)/g, '$1')
    if (!picked.some((one) => one.kind === kind && one.id === Number(id))) picked.push({ kind, id: Number(id), name })
    return `@${name}`
  })
  return { text: plain, picked }
}

function isNamedAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !/[\p{L}\p{N}_]/u.test(text[at + name.length] ?? '')
}

function linkTo({ kind, id, name }: Mentionable): string {
  const shown = name.replaceAll(/[[\]\\]/g, String.raw`\$&`)
  return `[@${shown}](mention://${kind}/${id}/${encodeURIComponent(name).replaceAll(/[()]/g, '')})`
}
