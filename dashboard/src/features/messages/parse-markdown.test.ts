import { expect, test } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import type { Inline } from './parse-markdown.ts'

const line = (text: string): Inline[] => {
  const [first] = parseMarkdown(text)
  return first?.kind === 'paragraph' ? first.of : []
}
const plain = (text: string): Inline => ({ kind: 'text', text })

test('bold, italics, strike and code are pieces of their own, also within each other', () => {
  expect(line('a **b *c* d** _e_ ~~f~~ `g *h*`')).toEqual([
    plain('a '),
    { kind: 'strong', of: [plain('b '), { kind: 'em', of: [plain('c')] }, plain(' d')] },
    plain(' '),
    { kind: 'em', of: [plain('e')] },
    plain(' '),
    { kind: 'strike', of: [plain('f')] },
    plain(' '),
    { kind: 'code', text: 'g *h*' },
  ])
})

test('what people write without meaning it stays as it is', () => {
  for (const text of ['2 * 3 * 4', 'snake_case_name', 'a*b*c', '**', '5 ** 2', '`', '_', '#1234', '[x]', '[x](', '(c)'])
    expect(line(text), text).toEqual([plain(text)])
  expect(line(String.raw`\*not bold\*`)).toEqual([plain('*not bold*')])
})

test('links lead to web, mail and telephone only; everything else stays text', () => {
  expect(line('[here](https://a.example/x_(y)_z) and www.b.example/a_b_c')).toEqual([
    { kind: 'link', href: 'https://a.example/x_(y)_z', of: [plain('here')] },
    plain(' and '),
    { kind: 'link', href: 'https://www.b.example/a_b_c', of: [plain('www.b.example/a_b_c')] },
  ])
  for (const text of [
    '[x](javascript:alert(1))',
    '[x](data:text/html,y)',
    '[x](//evil)',
    '[x](/path)',
    '[x](JaVaScRiPt:y)',
  ])
    expect(line(text), text).toEqual([plain(text)])
})

test('a link within a link’s words does not nest', () => {
  expect(line('[https://a.example](https://b.example)')).toEqual([
    { kind: 'link', href: 'https://b.example', of: [plain('https://a.example')] },
  ])
})

test('a mention is somebody’s name', () => {
  expect(line(String.raw`ask [@Ada \[EU\]](mention://user/1/Ada) now`)).toEqual([
    plain('ask '),
    { kind: 'mention', text: '@Ada [EU]' },
    plain(' now'),
  ])
})

test('lists, quotes and code stand between paragraphs', () => {
  const text = 'First\nsecond\n\n- one\n- **two**\n3. three\n4) four\n> said\n> so\n```js\nlet a = "*b*"\n\n```\nlast'
  expect(parseMarkdown(text)).toEqual([
    { kind: 'paragraph', of: [plain('First\nsecond')] },
    { kind: 'list', ordered: false, start: 1, items: [[plain('one')], [{ kind: 'strong', of: [plain('two')] }]] },
    { kind: 'list', ordered: true, start: 3, items: [[plain('three')], [plain('four')]] },
    { kind: 'quote', of: [plain('said\nso')] },
    { kind: 'code', text: 'let a = "*b*"\n' },
    { kind: 'paragraph', of: [plain('last')] },
  ])
})

test('markup of a page is text', () => {
  const text = '<img src=x onerror=alert(1)> <script>x</script> &lt;b&gt;'
  expect(line(text)).toEqual([plain(text)])
})

test('no text is too odd: every letter of it is somewhere', () => {
  const letters = 'ab *_`~[]()\\>-1.\n'
  let seed = 7
  for (let round = 0; round < 500; round++) {
    let text = ''
    for (let at = 0; at < 40; at++) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      text += letters[seed % letters.length]
    }
    const drawn = JSON.stringify(parseMarkdown(text))
    for (const letter of 'ab') expect(drawn.split(letter).length >= text.split(letter).length, text).toBe(true)
  }
})

test('a picture that was pasted into a mail is a piece of its own, and no other address makes one', () => {
  expect(line('see ![](cid:image-1a2b.png) here')).toEqual([
    plain('see '),
    { kind: 'picture', name: 'image-1a2b.png', text: 'image-1a2b.png' },
    plain(' here'),
  ])
  for (const text of ['![](cid:)', '![x](cid:a b)', '![x](data:image/png;base64,AA)']) {
    expect(
      line(text).some(({ kind }) => kind === 'picture'),
      text,
    ).toBe(false)
  }
})
