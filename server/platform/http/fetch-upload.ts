import { BlobTooLarge, type Blobs } from '../blobs/blobs.ts'
import { OutgoingFailure, type FailureReason, type HttpClient } from '../http-client/http-client.ts'
import { invalid } from '../../kernel/refusal.ts'
import { Upload } from './multipart.ts'

/** What is to be fetched, and how far that may go. */
export interface WantedFile {
  url: string
  /** The field of the body that named it, for refusals. */
  field: string
  maximumBytes: number
  timeoutMs: number
}

const REDIRECTS = 3

// None of them tells more than the sender knows: whether a place inside exists is nobody's business.
const SENTENCES: Record<FailureReason, string> = {
  address: 'must be an address of the web, beginning with http:// or https://',
  forbidden: 'leads to a place that files are not fetched from',
  redirects: 'leads on too often',
  too_large: 'is a file that is too large',
  too_late: 'did not answer in time; try again, or send the file itself',
  unreachable: 'could not be reached; try again, or send the file itself',
}

/** Fetches a file that lies at an address of the web into the blob store, as if it had been uploaded; refuses with 422 and why. */
export async function fetchUpload(ports: { outgoing: HttpClient; blobs: Blobs }, wanted: WantedFile): Promise<Upload> {
  const { url, field, maximumBytes, timeoutMs } = wanted
  const no = (sentence: string) => invalid(field, `${field} ${sentence}`)
  try {
    const answer = await ports.outgoing.send({ url, timeoutMs, maximumBytes, redirects: REDIRECTS })
    if (answer.status !== 200) {
      answer.body.destroy()
      throw no(`answered ${answer.status} instead of a file`)
    }
    const blob = await ports.blobs.put(answer.body, { maximumBytes })
    if (blob.byteSize === 0) {
      await ports.blobs.delete(blob.key)
      throw no('answered an empty file')
    }
    return new Upload(fileNameIn(answer.url), answer.headers['content-type'] ?? '', blob)
  } catch (error) {
    if (error instanceof OutgoingFailure) throw no(SENTENCES[error.reason])
    if (error instanceof BlobTooLarge) throw no(SENTENCES.too_large)
    throw error
  }
}

function fileNameIn(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
