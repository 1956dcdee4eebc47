import { ApiError, errorFrom, identityHeaders } from './client.ts'

interface UploadOptions {
  headers: Record<string, string>
  onProgress: (fraction: number) => void
  signal?: AbortSignal
}

/** POSTs a form and reports how much has left the browser, which `fetch` cannot do. */
export function upload<T>(path: string, form: FormData, options: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.timeout = 10 * 60_000
    const headers = { accept: 'application/json', ...identityHeaders(), ...options.headers }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as T)
      else reject(errorFrom(request.status, request.response))
    })
    request.addEventListener('error', () => reject(new ApiError(0, 'network')))
    request.addEventListener('timeout', () => reject(new ApiError(0, 'timeout')))
    request.addEventListener('abort', () => reject(new ApiError(0, 'aborted')))
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
