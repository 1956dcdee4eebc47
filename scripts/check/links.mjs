import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

const LINK = /\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s+(\S+)/g

/** The relative links of a Markdown file that lead to no file or to no heading.
 * @param {string} root
 * @param {string} file relative to the root
 * @param {string} text */
export async function brokenLinks(root, file, text) {
  const found = await Promise.all(linksOf(text).map((link) => check(root, file, link)))
  return found.filter((problem) => problem !== undefined)
}

/** The relative links of a Markdown text with their lines; code is left out.
 * @param {string} text */
export function linksOf(text) {
  return proseLines(text).flatMap(({ prose, line }) =>
    [...prose.matchAll(LINK)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((target) => !/^[a-z][a-z\d+.-]*:|^\/\//i.test(target))
      .map((target) => ({ target, line })),
  )
}

async function check(root, file, { target, line }) {
  const [address = '', heading] = decodeURIComponent(target).split('#')
  const to = address.startsWith('/') ? path.join(root, address) : path.join(root, path.dirname(file), address)
  const goal = address === '' ? path.join(root, file) : to
  if (!(await stat(goal).catch(() => undefined)))
    return `${file}:${line} links to ${target}, and there is no such file.`
  if (!heading || !goal.endsWith('.md')) return undefined
  const headings = headingsOf(await readFile(goal, 'utf8'))
  return headings.has(heading) ? undefined : `${file}:${line} links to ${target}, and no heading there has that name.`
}

/** The names by which a page of Markdown is linked to: its headings as GitHub spells them, repeated ones numbered.
 * @param {string} text */
export function headingsOf(text) {
  const names = new Set()
  for (const { prose } of proseLines(text, { keepCode: true })) {
    const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(prose)?.[1]
    if (title === undefined) continue
    const plain = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const name = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    let number = 0
    while (names.has(number === 0 ? name : `${name}-${number}`)) number += 1
    names.add(number === 0 ? name : `${name}-${number}`)
  }
  return names
}

function proseLines(text, { keepCode = false } = {}) {
  let fence
  const lines = []
  for (const [index, whole] of text.split('\n').entries()) {
    const mark = /^\s*(```+|~~~+)/.exec(whole)?.[1]
    if (fence === undefined && mark) fence = mark
    else if (fence !== undefined) fence = mark?.startsWith(fence) ? undefined : fence
    else lines.push({ prose: keepCode ? whole : whole.replaceAll(/`[^`]*`/g, ''), line: index + 1 })
  }
  return lines
}
