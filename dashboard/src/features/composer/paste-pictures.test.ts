import { expect, test } from 'vitest'
import { arePictures, asInlinePictures, withoutPicture } from './paste-pictures.ts'

const file = (type: string) => new File(['x'], 'image.png', { type })

test('pasted pictures get names of their own, by which the text shows them', () => {
  const { files, markdown } = asInlinePictures([file('image/png'), file('image/jpeg')])
  expect(files.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^image-\w{8}\.png$/),
    expect.stringMatching(/^image-\w{8}\.jpeg$/),
  ])
  expect(markdown).toBe(files.map(({ name }) => `![](cid:${name})`).join('\n'))
  expect(withoutPicture(`a\n${markdown}\nb`, files[0]?.name ?? '')).toBe(`a\n![](cid:${files[1]?.name})\nb`)
})

test('what is no picture is pasted as a file beside the text', () => {
  expect([arePictures([file('image/png')]), arePictures([file('image/svg+xml')]), arePictures([])]).toEqual([
    true,
    false,
    false,
  ])
})
