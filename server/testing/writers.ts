import { randomUUID } from 'node:crypto'

/** A message that the desk said it has. */
export interface Acknowledged {
  /** Unlike that of every other message. */
  content: string
  /** The conversation's number. */
  conversation: number
  /** What was sent along, and the message that carries it. */
  file?: { text: string; message: { conversation: number; id: number } }
}

/** A website of a running desk, with what an agent and visitors need to write. */
export interface Website {
  url: string
  token: string
  agentHeaders: Record<string, string>
  accountPath: string
  /** Reads the attachment of a message as it is now. */
  reread(message: { conversation: number; id: number }): Promise<string>
}

/** People who write without pause and send again what was not acknowledged. */
export interface Writers {
  /** Waits until one more message has been acknowledged. */
  anotherAcknowledged(): Promise<void>
  /** Lets everybody finish the message they are at; returns all that was acknowledged. */
  stop(): Promise<Acknowledged[]>
}

// A visitor may write sixty messages a minute; nobody here comes near.
const MESSAGES_OF_A_VISITOR = 12
const EVERY_NTH_HAS_A_FILE = 5
const RETRY_MS = 25

/** Signs in and creates a website inbox with a greeting. */
export async function openWebsite(
  url: string,
  administrator: { ADMIN_EMAIL: string; ADMIN_PASSWORD: string },
): Promise<Website> {
  const json = { 'content-type': 'application/json' }
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = administrator
  const signedIn = await fetch(`${url}/auth/sign_in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  })
  const { data: user } = await read(signedIn)
  const agentHeaders = { api_access_token: user.access_token }
  const accountPath = `/api/v1/accounts/${user.account_id}`
  const inbox = await fetch(`${url}${accountPath}/inboxes`, {
    method: 'POST',
    headers: { ...json, ...agentHeaders },
    body: JSON.stringify({
      name: 'Website',
      channel: { type: 'web_widget' },
      greeting_enabled: true,
      greeting_message: 'Welcome',
      enable_email_collect: false,
    }),
  })
  const { website_token: token } = await read(inbox)
  const reread = async (message: { conversation: number; id: number }) => {
    const thread = await fetch(
      `${url}${accountPath}/conversations/${message.conversation}/messages?after=${message.id - 1}&before=${message.id + 1}`,
      { headers: agentHeaders },
    )
    const { payload } = await read(thread)
    const found = payload.find((one: { id: number }) => one.id === message.id)
    const file = await fetch(new URL(found.attachments[0].data_url, url))
    return file.text()
  }
  return { url, token, agentHeaders, accountPath, reread }
}

/** Starts visitors, and agents who answer in the conversations of every other visitor. */
export function startWriting(
  website: Website,
  crew: { visitors: number; agents: number; random: () => number },
): Writers {
  const acknowledged: Acknowledged[] = []
  const open: number[] = []
  const waiting = new Set<() => void>()
  let writing = true
  const accept = (one: Acknowledged) => {
    acknowledged.push(one)
    for (const tell of waiting) tell()
    waiting.clear()
  }
  const visit = async (isAnswered: boolean) => {
    const authToken = await arrive(website)
    for (let turn = 1; writing && turn <= MESSAGES_OF_A_VISITOR; turn++) {
      const one = await writeAsVisitor(website, authToken, turn % EVERY_NTH_HAS_A_FILE === 0)
      accept(one)
      if (isAnswered && turn === 1) open.push(one.conversation)
    }
  }
  const people = [
    ...Array.from({ length: crew.visitors }, async (_, index) => {
      while (writing) await visit(index % 2 === 0)
    }),
    ...Array.from({ length: crew.agents }, async () => {
      while (writing) {
        const conversation = open[Math.floor(crew.random() * open.length)]
        if (conversation === undefined) await pause()
        else accept(await writeAsAgent(website, conversation))
      }
    }),
  ]
  return {
    anotherAcknowledged: () => new Promise((resolve) => void waiting.add(resolve)),
    stop: async () => {
      writing = false
      await Promise.all(people)
      return acknowledged
    },
  }
}

async function arrive({ url, token }: Website): Promise<string> {
  const config = await untilAnswered(() =>
    fetch(`${url}/api/v1/widget/config?website_token=${token}`, { method: 'POST' }),
  )
  return config.website_channel_config.auth_token
}

async function writeAsVisitor(website: Website, authToken: string, withFile: boolean): Promise<Acknowledged> {
  const key = randomUUID()
  const content = `From a visitor: ${key}`
  const text = `file of ${key}`
  const message = await untilAnswered(() => {
    const form = new FormData()
    form.set('message[content]', content)
    if (withFile) form.set('message[attachments][]', new Blob([text], { type: 'text/plain' }), 'note.txt')
    return fetch(`${website.url}/api/v1/widget/messages?website_token=${website.token}`, {
      method: 'POST',
      headers: { 'x-auth-token': authToken, 'idempotency-key': key },
      body: form,
    })
  })
  const conversation = message.conversation_id
  const file = { text, message: { conversation, id: message.id } }
  return { content, conversation, ...(withFile && { file }) }
}

async function writeAsAgent(website: Website, conversation: number): Promise<Acknowledged> {
  const key = randomUUID()
  const content = `From an agent: ${key}`
  await untilAnswered(() =>
    fetch(`${website.url}${website.accountPath}/conversations/${conversation}/messages`, {
      method: 'POST',
      headers: { ...website.agentHeaders, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ content }),
    }),
  )
  return { content, conversation }
}

// oxlint-disable-next-line typescript/no-explicit-any -- a foreign shape; the test checks what it uses
async function untilAnswered(ask: () => Promise<Response>): Promise<any> {
  for (;;) {
    try {
      const response = await ask()
      if (response.status === 200) return await read(response)
      // Whoever writes too fast waits; anything else is a mistake of the desk.
      if (response.status < 500 && response.status !== 429) {
        throw new TypeError(`${response.status} ${await response.text()}`)
      }
    } catch (error) {
      if (error instanceof TypeError && error.cause === undefined) throw error
    }
    await pause()
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- a foreign shape; the test checks what it uses
const read = async (response: Response): Promise<any> => response.json()

const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS))
