import { describe, expect, test } from 'vitest'
import { humanStream } from './human-stream.ts'
import { createLog, type Log } from './log.ts'

function written(write: (log: Log) => void): Record<string, unknown> & { text: string } {
  const lines: string[] = []
  write(createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }))
  expect(lines).toHaveLength(1)
  const text = lines[0] ?? ''
  return { ...(JSON.parse(text) as Record<string, unknown>), text }
}

function shown(write: (log: Log) => void, colours = false): string {
  let text = ''
  const terminal = { hasColors: () => colours, write: (line: string) => ((text += line), true) }
  write(createLog({ level: 'info', destination: humanStream(terminal) }))
  return text
}

describe('the log', () => {
  test('a line is one JSON object with level, time, message and fields', () => {
    const line = written((log) => log.child({ part: 'relay' }).info({ events: 3 }, 'numbered'))
    expect(line).toMatchObject({ level: 'info', msg: 'numbered', part: 'relay', events: 3 })
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(line.text.endsWith('}\n')).toBe(true)
  })

  test('levels below its own write nothing', () => {
    expect(() => written((log) => log.debug('nothing'))).toThrow()
  })

  test.each([
    'password',
    'current_password',
    'passwordHash',
    'accessToken',
    'access-token',
    'api_access_token',
    'X-Auth-Token',
    'pubsub_token',
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'secret',
    'clientSecret',
    'otp',
    'otp_code',
    'cw_conversation',
    'sig',
  ])('the value of %s never appears, at any depth', (key) => {
    const line = written((log) =>
      log
        .child({ [key]: 'hush-0' })
        .info({ [key]: 'hush-1', a: { list: [{ [key]: 'hush-2' }, { [key]: ['hush-3'] }], [key]: 42_424_242 } }, 'x'),
    )
    expect(line.text).not.toMatch(/hush|42424242/)
    expect(line.text).toContain('(hidden)')
  })

  test('what is no secret stays readable', () => {
    const fields = {
      website_token: 'site-1',
      token_type: 'Bearer',
      tokenless: true,
      passwordSet: false,
      at: new Date(0),
      nothing: null,
    }
    const line = written((log) => log.info(fields, 'x'))
    expect(line).toMatchObject({
      website_token: 'site-1',
      token_type: 'Bearer',
      passwordSet: false,
      at: '1970-01-01T00:00:00.000Z',
      nothing: null,
    })
  })

  test('secrets in the queries and credentials of URLs are masked wherever they stand', () => {
    const url =
      '/cable?website_token=site-1&pubsub_token=hush1&cw_conversation=hush2&token=hush3&sig=hush4&access-token=hush5&page=2#top'
    const line = written((log) => log.info({ url, err: new Error(`GET ${url}`) }, `redis://user:hush6@host/0 ${url}`))
    expect(line.text).not.toContain('hush')
    expect(line['url']).toBe(
      '/cable?website_token=site-1&pubsub_token=(hidden)&cw_conversation=(hidden)&token=(hidden)&sig=(hidden)&access-token=(hidden)&page=2#top',
    )
    expect(line['msg']).toContain('redis://(hidden)@host/0')
  })

  test('an error keeps its stack and loses its secrets', () => {
    const error = Object.assign(new Error('broken'), { headers: { authorization: 'hush' }, code: 'E1' })
    for (const line of [
      written((log) => log.error(error)),
      written((log) => log.error({ err: error }, 'x')),
      written((log) => log.error({ cause: { error } }, 'x')),
    ]) {
      expect(line.text).not.toContain('hush')
      expect(line.text).toContain('log.test.ts')
      expect(line.text).toContain('E1')
    }
  })

  test('a request shows its method and URL, not its headers', () => {
    const req = { id: 'r1', method: 'GET', url: '/x?token=hush', ip: '::1', headers: { cookie: 'hush' } }
    const line = written((log) => log.info({ req, res: { statusCode: 200, secret: 'hush' } }, 'x'))
    expect(line).toMatchObject({ req: { id: 'r1', method: 'GET', url: '/x?token=(hidden)' }, res: { statusCode: 200 } })
    expect(line.text).not.toContain('hush')
  })

  test('circles, buffers, big numbers and deep objects do not break a line', () => {
    const circle: Record<string, unknown> = { buffer: Buffer.from('hush'), big: 10n }
    circle['self'] = circle
    let deep: Record<string, unknown> = {}
    for (let level = 0; level < 50; level++) deep = { deep }
    const line = written((log) => log.info({ circle, deep }, 'x'))
    expect(line).toMatchObject({ circle: { buffer: '[4 bytes]', big: '10', self: '[circular]' } })
    expect(line.text).toContain('[too deep]')
  })
})

describe('at a terminal', () => {
  test('a line is short: time, level, message, fields', () => {
    expect(shown((log) => log.warn({ port: 3000, host: 'a' }, 'listening'))).toMatch(
      /^\d\d:\d\d:\d\d warn  listening port=3000 host=a\n$/,
    )
    expect(shown((log) => log.info('x'), true)).toContain('\u001B[32minfo')
  })

  test('the stack of an error follows below, indented', () => {
    expect(shown((log) => log.error({ err: new Error('broken') }, 'x'))).toMatch(/error x\n {2}Error: broken\n {6}at /)
  })
})
