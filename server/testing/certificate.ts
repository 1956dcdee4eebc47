import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A certificate that is its own authority, and where it lies. */
export interface TestCertificate {
  key: Buffer
  cert: Buffer
  authorities: string
}

/** Makes a certificate for a name, as `key.pem` and `cert.pem` of a folder. */
export function aCertificate(name: string, directory: string): Promise<TestCertificate> {
  return make(name, directory, ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'])
}

/** The same with a key of RSA, for those who sign with it. */
export function anRsaCertificate(name: string, directory: string): Promise<TestCertificate> {
  return make(name, directory, ['rsa:2048'])
}

async function make(name: string, directory: string, kind: string[]): Promise<TestCertificate> {
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const files = ['-keyout', key, '-out', cert, '-days', '2']
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', ...kind, '-nodes', ...files, ...subject])
  return { key: await readFile(key), cert: await readFile(cert), authorities: cert }
}
