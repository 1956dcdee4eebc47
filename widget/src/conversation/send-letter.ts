import type { FileShelf } from './file-shelf.ts'
import type { Message } from './message.ts'
import type { Letter, OnProgress } from './outbox.ts'
import { outcomeOf, Refused, Unreachable, type WidgetApi } from './widget-api.ts'

function fieldsOf(letter: Letter): Record<string, string> {
  return {
    content: letter.content,
    timestamp: new Date(letter.writtenAt).toString(),
    echo_id: letter.id,
    ...(letter.referrer && { referer_url: letter.referrer }),
  }
}

/** Forms carry structures as their JSON. */
function inForm(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function formOf(letter: Letter, files: File[]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fieldsOf(letter))) form.append(`message[${name}]`, value)
  for (const [name, value] of Object.entries(letter.contact ?? {})) form.append(`contact[${name}]`, inForm(value))
  if (letter.customAttributes) form.append('custom_attributes', inForm(letter.customAttributes))
  for (const file of files) form.append('message[attachments][]', file, file.name)
  return form
}

/** `fetch` cannot report the progress of an upload. */
function upload(url: string, token: string, key: string, form: FormData, onProgress: OnProgress): Promise<Message> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let stalled: ReturnType<typeof setTimeout>
    const stillMoving = () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => request.abort(), 60_000)
    }
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('X-Auth-Token', token)
    request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = ({ loaded }) => {
      stillMoving()
      onProgress(loaded)
    }
    request.onloadend = () => {
      clearTimeout(stalled)
      try {
        resolve(outcomeOf(request.status, request.response) as Message)
      } catch (error) {
        reject(error)
      }
    }
    stillMoving()
    request.send(form)
  })
}

export async function sendLetter(
  api: WidgetApi,
  shelf: FileShelf,
  letter: Letter,
  onProgress: OnProgress,
): Promise<Message> {
  const url = api.address('messages')
  let message: Message | undefined
  if (letter.files.length) {
    const files = await shelf.take(letter.id)
    if (files.length < letter.files.length) {
      // Another tab may still be storing them.
      throw Date.now() - letter.writtenAt < 10_000 ? new Unreachable('files') : new Refused(0, '')
    }
    message = await upload(url, api.token(), letter.id, formOf(letter, files), onProgress)
  } else {
    const { contact, customAttributes } = letter
    const body = { message: fieldsOf(letter), contact, custom_attributes: customAttributes }
    message = await api.call<Message>('POST', url, body, { 'Idempotency-Key': letter.id })
  }
  if (!message?.id) throw new Unreachable('no message in the answer')
  return { ...message, echo_id: letter.id }
}
