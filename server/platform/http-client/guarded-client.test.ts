import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { allowedPlaces } from './allowed-places.ts'
import { guardedClient, type Resolve } from './guarded-client.ts'
import { OutgoingFailure, type OutgoingRequest } from './http-client.ts'

const limits = { timeoutMs: 20_000, maximumBytes: 1000 }

/** A server on this machine; returns its port and what it was asked. */
async function aServer(answer: RequestListener) {
  const asked: { url: string; headers: NodeJS.Dict<string | string[]> }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    answer(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}

function client(allowed: string[] = ['lamp.example'], resolve: Resolve = async () => ['127.0.0.1']) {
  return guardedClient({ allowed: allowedPlaces(allowed), resolve })
}

async function failureOf(request: Promise<unknown>): Promise<string> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OutgoingFailure)
  return (error as OutgoingFailure).reason
}

const get = (url: string, more: Partial<OutgoingRequest> = {}) => ({ url, ...limits, ...more })

test('an allowed host is asked by its name, at the address that was looked at', async () => {
  const { port, asked } = await aServer((_request, response) => response.end('light'))
  const answer = await client().send(get(`http://lamp.example:${port}/a?b=1`, { headers: { 'x-key': '1' } }))
  expect([answer.status, await text(answer.body), answer.url]).toEqual([
    200,
    'light',
    `http://lamp.example:${port}/a?b=1`,
  ])
  expect(asked[0]).toMatchObject({ url: '/a?b=1', headers: { host: `lamp.example:${port}`, 'x-key': '1' } })
})

test('a body is sent', async () => {
  const { port } = await aServer((request, response) => void request.pipe(response))
  const answer = await client().send(get(`http://lamp.example:${port}/`, { method: 'POST', body: '{"a":1}' }))
  expect(await text(answer.body)).toBe('{"a":1}')
})

test('every spelling of an address inside is refused before anybody is asked', async () => {
  const { port, asked } = await aServer((_request, response) => response.end())
  const nobody = client([])
  const hosts = [
    '127.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '017700000001',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0',
    '127.0.0.1.',
  ]
  for (const host of [...hosts, '169.254.169.254', '[fd00:ec2::254]', '１２７.0.0.1', 'localhost', 'localhost.']) {
    expect([host, await failureOf(nobody.send(get(`http://${host}:${port}/`)))]).toEqual([host, 'forbidden'])
  }
  expect(asked).toEqual([])
})

test('a host with one address outside and one inside is refused', async () => {
  const both = client([], async () => ['93.184.215.14', '10.0.0.1'])
  expect(await failureOf(both.send(get('http://two.example/')))).toBe('forbidden')
})

test('a name that answers differently the second time is not asked a second time', async () => {
  const { port, asked } = await aServer((_request, response) => response.end('light'))
  let questions = 0
  const turning: Resolve = async () => {
    questions += 1
    return [questions === 1 ? '127.0.0.1' : '10.0.0.1']
  }
  const answer = await client(['127.0.0.1'], turning).send(get(`http://turning.example:${port}/`))
  expect(await text(answer.body)).toBe('light')
  expect([questions, asked.length]).toEqual([1, 1])
})

test('each redirect is looked at like the first address', async () => {
  const { port, asked } = await aServer((_request, response) => {
    response.writeHead(302, { location: `http://inside.example:${port}/secret` }).end()
  })
  const resolve: Resolve = async (host) => [host === 'lamp.example' ? '127.0.0.1' : '127.0.0.2']
  const careful = client(['127.0.0.1'], resolve)
  expect(await failureOf(careful.send(get(`http://lamp.example:${port}/`, { redirects: 3 })))).toBe('forbidden')
  expect(asked.map(({ url }) => url)).toEqual(['/'])
})

test('a redirect away from the web is refused', async () => {
  for (const location of [
    'file:///etc/passwd',
    'gopher://lamp.example/',
    'data:text/plain,x',
    'http://u:p@lamp.example/',
  ]) {
    const { port } = await aServer((_request, response) => response.writeHead(301, { location }).end())
    expect(await failureOf(client().send(get(`http://lamp.example:${port}/`, { redirects: 3 })))).toBe('address')
  }
})

test('redirects are followed as often as allowed, without the headers of the first origin', async () => {
  const { port, asked } = await aServer((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('here')
    else response.writeHead(307, { location: `http://lamp${left}.example:${port}/${left - 1}` }).end()
  })
  const names = ['lamp.example', 'lamp1.example', 'lamp2.example', 'lamp3.example']
  const told = { headers: { authorization: 'secret' }, redirects: 2 }
  const answer = await client(names).send(get(`http://lamp.example:${port}/2`, told))
  expect(await text(answer.body)).toBe('here')
  expect(asked.map(({ headers }) => headers['authorization'])).toEqual(['secret', undefined, undefined])
  expect(await failureOf(client(names).send(get(`http://lamp.example:${port}/3`, told)))).toBe('redirects')
})

test('a redirect of a message that was sent is the answer', async () => {
  const { port, asked } = await aServer((_request, response) => response.writeHead(302, { location: '/there' }).end())
  const answer = await client().send(get(`http://lamp.example:${port}/`, { method: 'POST', body: 'x', redirects: 5 }))
  answer.body.destroy()
  expect([answer.status, asked.length]).toEqual([302, 1])
})

test('a body that is too large ends the answer, whether it says so first or not', async () => {
  const { port } = await aServer((request, response) => {
    if (request.url === '/told') response.setHeader('content-length', 5000)
    response.end('x'.repeat(5000))
  })
  for (const path of ['told', 'untold']) {
    const answer = await client().send(get(`http://lamp.example:${port}/${path}`))
    expect(await failureOf(text(answer.body))).toBe('too_large')
  }
})

test('a server that never answers, a body that never ends and a name that is never found are each too late', async () => {
  const { port } = await aServer((request, response) => {
    if (request.url === '/body') response.write('x')
  })
  const hurry = { timeoutMs: 50 }
  expect(await failureOf(client().send(get(`http://lamp.example:${port}/`, hurry)))).toBe('too_late')
  const answer = await client().send(get(`http://lamp.example:${port}/body`, { timeoutMs: 1000 }))
  expect(await failureOf(text(answer.body))).toBe('too_late')
  const lost = client([], () => new Promise(() => undefined))
  expect(await failureOf(lost.send(get('http://lost.example/', hurry)))).toBe('too_late')
})

test('what is no address of the web is refused', async () => {
  for (const url of [
    '',
    'lamp',
    'ftp://lamp.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
    'http://u@lamp.example/',
  ]) {
    expect([url, await failureOf(client().send(get(url)))]).toEqual([url, 'address'])
  }
})

test('a host that is not found or not listening is unreachable', async () => {
  const lost = client([], async () => {
    throw new Error('ENOTFOUND')
  })
  expect(await failureOf(lost.send(get('http://lost.example/')))).toBe('unreachable')
  const { port } = await aServer((request) => request.socket.destroy())
  expect(await failureOf(client().send(get(`http://lamp.example:${port}/`)))).toBe('unreachable')
})
