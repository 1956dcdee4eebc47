import { expect, test } from 'vitest'
import { usualLauncher, withLauncher } from './snippet.ts'

const snippet = `<script>
  window.porchlightSettings = { widgetColor: '#b4530a' }
</script>`

test('the usual launcher leaves the snippet alone', () => {
  expect(withLauncher(snippet, usualLauncher)).toBe(snippet)
})

test('what differs is written beside the colour', () => {
  const changed = withLauncher(snippet, { ...usualLauncher, position: 'left', launcherTitle: 'Chat' })
  expect(changed).toContain(`{ widgetColor: '#b4530a', position: "left", launcherTitle: "Chat" }`)
})

test('a title cannot end the script or its text, whatever it holds', () => {
  const title = `</script>'"\\ $& \n`
  const changed = withLauncher(snippet, { ...usualLauncher, launcherTitle: title })
  const [, written = ''] = /launcherTitle: (".*")/.exec(changed) ?? []
  expect(changed.match(/<\/script>/g)).toHaveLength(1)
  expect(JSON.parse(written)).toBe(title)
})
