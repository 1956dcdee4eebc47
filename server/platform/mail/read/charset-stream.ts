import { Transform, type TransformCallback } from 'node:stream'
import { decodeText } from './decode-text.ts'

/** Collects a text and hands it on in UTF-8. In the shape of the package `iconv`, which mailparser takes for its own decoder. */
export class CharsetStream extends Transform {
  readonly #charset: string
  readonly #pieces: Buffer[] = []

  constructor(charset: string) {
    super()
    this.#charset = charset
  }

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    this.#pieces.push(piece)
    done()
  }

  override _flush(done: TransformCallback): void {
    done(
      null,
      Buffer.from(decodeText(Buffer.concat(this.#pieces), this.#charset === UNDECLARED ? null : this.#charset)),
    )
  }
}

/** Stands for a charset that was not declared, or is what everybody declares. */
export const UNDECLARED = 'x-undeclared'
