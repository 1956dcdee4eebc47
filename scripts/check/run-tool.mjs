import { spawn } from 'node:child_process'
import path from 'node:path'

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Runs a program that npm installed here; its output and exit code are the answer, whatever they are.
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
export function runTool(name, args) {
  return runProgram(path.join(root, 'node_modules/.bin', name), args)
}

/** Runs a program in the root of the repository.
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
export function runProgram(program, args, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
  })
}

/** The lines of a text that are not blank.
 * @param {string} text */
export function linesOf(text) {
  return text.split('\n').filter((line) => line.trim() !== '')
}
