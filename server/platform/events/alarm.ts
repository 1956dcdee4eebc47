/** Wakes whoever waits: `wait` lasts at most some milliseconds, shorter when it rings or has rung meanwhile, and answers whether it has. */
export function createAlarm() {
  let rung = false
  let wakeUp: () => void = () => undefined
  const ring = () => {
    rung = true
    wakeUp()
  }
  const wait = async (milliseconds: number) => {
    await new Promise<void>((resolve) => {
      if (rung) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    const answer = rung
    rung = false
    return answer
  }
  return { ring, wait }
}
