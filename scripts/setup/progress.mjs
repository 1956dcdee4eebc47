import process from 'node:process'

/** One line on the terminal that says what is going on and for how long; plain lines where there is no terminal. */
export function progress(text) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const terminal = process.stderr.isTTY
  const show = () => process.stderr.write(`\r\u001b[2K${text} … ${seconds()}`)
  const timer = terminal ? setInterval(show, 1000) : undefined
  if (terminal) show()
  else process.stderr.write(`${text} …\n`)
  const end = (outcome) => {
    clearInterval(timer)
    process.stderr.write(`${terminal ? '\r\u001b[2K' : ''}${text}: ${outcome} (${seconds()})\n`)
  }
  return { done: () => end('done'), failed: () => end('failed') }
}
