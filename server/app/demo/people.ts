/** The password of everybody at the demo company, which exists on this machine only. */
export const demoPassword = 'porchlight-demo'

/** Who runs the demo company. */
export const founder = { name: 'Ada Moreno', email: 'ada@demo.example' }

/** Who works there. */
export const colleagues = [
  { name: 'Ben Okafor', email: 'ben@demo.example', role: 'agent' },
  { name: 'Chiara Lund', email: 'chiara@demo.example', role: 'agent' },
] as const

/** Everybody who can sign in at the demo company. */
export const demoSignIns = [{ ...founder, role: 'administrator' }, ...colleagues].map((person) => ({
  ...person,
  password: demoPassword,
}))
