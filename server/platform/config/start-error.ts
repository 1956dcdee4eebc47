/** A reason why the program cannot start; `message` is the one sentence (or list) that the person at the terminal reads. */
export class StartError extends Error {
  override readonly name: string = 'StartError'
}
