import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

test('metrics are rendered with their prefix, labels and help beside those of the process', async () => {
  const metrics = createMetrics()
  const sent = metrics.counter({ name: 'frames_total', help: 'Frames sent.', labels: ['kind'] })
  sent.inc({ kind: 'typing' }, 2)
  metrics.histogram({ name: 'request_seconds', help: 'Time per request.', buckets: [0.1, 1] }).observe(0.5)
  metrics.gauge({ name: 'sockets', help: 'Open sockets.', collect: (gauge) => gauge.set(3) })
  const { text, contentType } = await metrics.render()
  expect(contentType).toContain('text/plain')
  expect(text).toContain('# HELP porchlight_frames_total Frames sent.')
  expect(text).toContain('porchlight_frames_total{kind="typing"} 2')
  expect(text).toContain('porchlight_request_seconds_bucket{le="1"} 1')
  expect(text).toContain('porchlight_sockets 3')
  expect(text).toContain('process_resident_memory_bytes')
  metrics.close()
})

test('two registries in one process do not meet', async () => {
  const [one, two] = [createMetrics(), createMetrics()]
  one.counter({ name: 'x_total', help: 'X.' }).inc()
  two.counter({ name: 'x_total', help: 'X.' })
  expect((await one.render()).text).toContain('porchlight_x_total 1')
  expect((await two.render()).text).toContain('porchlight_x_total 0')
  one.close()
  two.close()
})
