import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that nobody has just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

/** Root may do anything, and a server that needs that would go unnoticed: so it is run as nobody in particular. */
export const unprivileged = process.getuid?.() === 0 ? { uid: 65_532, gid: 65_532 } : {}

export interface Started {
  readonly child: ChildProcess
  /** What it has said so far. */
  readonly said: () => string
  stop(): Promise<void>
}

export function start(command: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const [program = '', ...parameters] = command
  const child = spawn(program, parameters, { env: { PATH: process.env['PATH'], ...environment }, cwd: '/', ...unprivileged })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return {
    child,
    said: () => said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGQUIT')
      await once(child, 'exit')
    },
  }
}

/** Until it answers. @throws Error with what it said, when it ends instead */
export async function answering(url: string, { child, said }: Started): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => undefined)
    await response?.arrayBuffer()
    if (response) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The web server has ended: ${said()}`)
}

/** Paths of two PEM files. */
export interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** A certificate for a host of this machine, where OpenSSL is there to make it. */
export function selfSigned(directory: string): Certificate | undefined {
  const [certificate, key] = [`${directory}/server.pem`, `${directory}/server.key`]
  const parameters = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=localhost']
  return spawnSync('openssl', [...parameters, '-keyout', key, '-out', certificate]).status === 0 ? { certificate, key } : undefined
}
