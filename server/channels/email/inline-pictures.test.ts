import { expect, test } from 'vitest'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { aMailTalk, wordsOf } from '../../testing/mail-talk.ts'
import { textWithPictures } from './inline-pictures.ts'

test('a pasted picture stands inside the mail where it was pasted', async () => {
  const server = await aMailServer()
  const { talk, desk } = await aMailTalk(server)
  const fields = form([
    ['content', 'Look here:\n\n![the switch](cid:image-1a2b.png)\n\nAnd ![gone](cid:other.png) here'],
    ['attachments[]', { ...pixel, fileName: 'image-1a2b.png' }],
    ['attachments[]', { ...pixel, fileName: 'beside.png' }],
  ])
  await desk.ada.post(`${talk}/messages`, fields, formHeaders)
  await desk.settle()
  const words = wordsOf(server.taken[0]?.source)
  const cid = /<img src="cid:([^"]+)" style="[^"]+" alt="the switch"/.exec(words)?.[1]
  expect(words).toContain(`Content-ID: <${cid}>`)
  expect(words).toMatch(/multipart\/related/)
  expect(words).toContain('[the switch]')
  expect(words.match(/Content-ID:/g)?.length).toBe(1)
  expect(words).not.toContain('other.png')
  expect(words).toMatch(/Content-Disposition: attachment; filename=beside\.png/)
})

test('no other address becomes a picture by way of a pasted one', () => {
  const attached = [{ blobKey: 'b', fileName: 'a.png', contentType: 'image/png', cid: 'p1@x' }]
  const { html } = textWithPictures('![a"onerror=x](cid:a.png) ![b](javascript:x) ![c](cid:a.png"x)', attached)
  expect(html.match(/src="[^"]*"/g)).toEqual(['src="cid:p1@x"', 'src=""', 'src=""'])
  expect(html).not.toMatch(/<[^>]+ onerror=/)
})
