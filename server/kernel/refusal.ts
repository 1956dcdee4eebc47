/** The kinds of expected no. The edge turns each into its status; the domain never names one. */
export type RefusalCode =
  | 'invalid'
  | 'taken'
  | 'not_found'
  | 'not_signed_in'
  | 'not_allowed'
  | 'wrong_channel'
  | 'too_many'
  | 'too_large'
  | 'limit_reached'

/** An expected no, with a sentence that names the field and the fix; never a bug, never logged as one. */
export class Refusal extends Error {
  readonly code: RefusalCode
  /** The field at fault, in the wire's spelling. */
  readonly field: string | undefined

  constructor(code: RefusalCode, message: string, field?: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.field = field
  }
}

/** Refuses an input and names the field. */
export function invalid(field: string, message: string): Refusal {
  return new Refusal('invalid', message, field)
}

/** Refuses because the thing does not exist, or must not be seen to exist. */
export function notFound(): Refusal {
  return new Refusal('not_found', 'Resource could not be found')
}

/** Refuses because the actor's role does not reach this far. */
export function notAllowed(): Refusal {
  return new Refusal('not_allowed', 'You are not authorized to do this action')
}
