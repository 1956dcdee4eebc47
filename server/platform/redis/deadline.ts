import { ErrorReply } from 'redis'

/** Redis did not answer: it is away, broke the connection meanwhile, or took longer than the deadline. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway'
}

/** The answer, or a rejection with `RedisAway` when none comes within the milliseconds. An error that Redis answers stays as it is. */
export async function withDeadline<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RedisAway(`Redis did not answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([answer, late])
  } catch (cause) {
    if (cause instanceof ErrorReply || cause instanceof RedisAway) throw cause
    throw new RedisAway('Redis went away', { cause })
  } finally {
    clearTimeout(timer)
  }
}
