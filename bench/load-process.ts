import { prepareHttp, type HttpWriters } from './http-writers.ts'
import type { LoadQuestion } from './load.ts'
import { measureLatency } from './latency.ts'
import { prepareRaw, type RawWriters } from './raw-writers.ts'

let http: HttpWriters
let raw: RawWriters

async function answer(question: LoadQuestion): Promise<unknown> {
  if (question.do === 'prepare') {
    http = await prepareHttp(question.target)
    raw = await prepareRaw(question.target.databaseUrl)
    return 'prepared'
  }
  if (question.do === 'settle') return raw.settle()
  if (question.do === 'latency') return measureLatency(http, question.agents, raw.settle)
  return question.do === 'raw' ? raw.write(question.seconds) : http.write(question.seconds)
}

process.on('message', (question: LoadQuestion) => {
  void answer(question).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
// Whoever asked is gone: nothing keeps running.
process.on('disconnect', () => process.exit(0))
