/** A file of a form. */
export interface FormFile {
  fileName: string
  contentType: string
  bytes: Buffer | string
}

const BOUNDARY = 'porchlight-test-boundary'

/** The headers of a multipart form. */
export const formHeaders = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** Writes a multipart form (RFC 7578) as a browser would. */
export function form(fields: [string, string | FormFile][]): Buffer {
  const parts = fields.flatMap(([name, value]) => {
    const isText = typeof value === 'string'
    const file = isText ? '' : `; filename="${value.fileName}"\r\ncontent-type: ${value.contentType}`
    return [
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`),
      Buffer.from(isText ? value : value.bytes),
      Buffer.from('\r\n'),
    ]
  })
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

/** A PNG of one pixel. */
export const pixel: FormFile = {
  fileName: 'pixel.png',
  contentType: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}
