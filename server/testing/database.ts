import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type DatabaseConnection } from '../platform/database/connection.ts'
import { openSweeper, type Sweeper } from './empty-database.ts'

/** A database of a test's own, up to date and empty. */
export interface TestDatabase extends DatabaseConnection {
  url: string
}

/** Emptied databases of earlier tests: emptying one takes less time than a copy. */
const emptied: { name: string; sweeper: Sweeper }[] = []

/** An empty database; closing it empties it for the next test, or drops it where the test changed more than rows. */
export async function aDatabase(size = 10): Promise<TestDatabase> {
  const templateUrl = new URL(inject('templateUrl'))
  const { name, sweeper } = emptied.pop() ?? (await aCopy(templateUrl))
  return open(urlOf(templateUrl, name), size, async () => {
    if (await sweeper.sweep()) return void emptied.push({ name, sweeper })
    await sweeper.close()
    await drop(templateUrl, name)
  })
}

/** A database without any tables. */
export async function anEmptyDatabase(size = 10): Promise<TestDatabase> {
  const templateUrl = new URL(inject('templateUrl'))
  const name = await copyOf(templateUrl, 'template1')
  return open(urlOf(templateUrl, name), size, () => drop(templateUrl, name))
}

function open(url: string, size: number, afterwards: () => Promise<void>): TestDatabase {
  const connection = connect(url, { size, onError: () => undefined })
  return {
    ...connection,
    url,
    close: async () => {
      await connection.close()
      await afterwards()
    },
  }
}

function urlOf(templateUrl: URL, name: string): string {
  const url = new URL(templateUrl)
  url.pathname = `/${name}`
  return url.href
}

async function aCopy(templateUrl: URL) {
  const name = await copyOf(templateUrl, templateUrl.pathname.slice(1))
  return { name, sweeper: await openSweeper(urlOf(templateUrl, name)) }
}

async function copyOf(templateUrl: URL, template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(templateUrl, `create database ${name} template ${template}`)
  return name
}

function drop(templateUrl: URL, name: string): Promise<void> {
  return administer(templateUrl, `drop database if exists ${name} with (force)`)
}

// Copying a template needs it to be unused, so tests take turns.
const COPYING = 7_203_599

async function administer(templateUrl: URL, statement: string) {
  const url = new URL(templateUrl)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [COPYING])
    await client.query(statement)
  } finally {
    await client.end()
  }
}
