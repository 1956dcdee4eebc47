import { StartError } from './platform/config/index.ts'

const commands: Record<string, () => Promise<void>> = {
  serve: async () => (await import('./app/commands/serve.ts')).run(),
  migrate: async () => (await import('./app/commands/migrate.ts')).run(),
  doctor: async () => (await import('./app/commands/doctor.ts')).run(),
  'reset-password': async () => (await import('./app/commands/reset-password.ts')).run(process.argv.slice(3)),
  'platform-app': async () => (await import('./app/commands/platform-app.ts')).run(process.argv.slice(3)),
  docs: async () => (await import('./app/commands/docs.ts')).run(process.argv.slice(3)),
}

const [, , name = 'serve'] = process.argv
const command = commands[name]

if (command) {
  command().catch((error: unknown) => {
    // What a person can mend is one sentence; anything else is a bug and shows where.
    process.stderr.write(`${error instanceof StartError ? error.message : ((error as Error).stack ?? String(error))}\n`)
    process.exit(1)
  })
} else {
  process.stderr.write(`There is no command ${name}. There are: ${Object.keys(commands).join(', ')}.\n`)
  process.exit(1)
}
