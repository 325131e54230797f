import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:https'
import { join } from 'node:path'
import type { Certificate } from './web-server.ts'

export interface Ports {
  readonly plain: number
  readonly secure: number
}

/** The example of a site, with what a test has in the place of its ports and certificate; for the nginx that is there. */
export function adaptedSite(text: string, { plain, secure }: Ports, { certificate, key }: Certificate, nginx: string): string {
  return forVersion(text, nginx)
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${secure} ssl`)
    .replace('/etc/ssl/certs/slotline.pem', certificate)
    .replace('/etc/ssl/private/slotline.key', key)
}

/** Changes what its comment says is to be changed for a later nginx. */
function forVersion(text: string, nginx: string): string {
  const [, major = 0, minor = 0, patch = 0] = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(spawnSync(nginx, ['-v']).stderr.toString())?.map(Number) ?? []
  if (major * 1e6 + minor * 1e3 + patch < 1_025_001) return text
  return text.replaceAll(/^ *listen .* http2;\n/gm, '').replaceAll(/^( *)# (listen|http2)\b/gm, '$1$2')
}

/** A main file like a distribution's: it logs in nginx's own format where a site says nothing. `include` names what it includes in its http section. */
export function distributionConf(run: string, include: readonly string[]): string {
  mkdirSync(join(run, 'logs'), { recursive: true })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${run}/${kind};`)
  const lines = [...temporary, `access_log ${run}/logs/access.log;`, ...include.map((path) => `include ${path};`)]
  const path = join(run, 'nginx.conf')
  writeFileSync(path, `daemon off;\npid ${run}/pid;\nerror_log ${run}/logs/error.log;\nevents {}\nhttp {\n${lines.join('\n')}\n}\n`)
  return path
}

/** What is answered by https, whoever signed the certificate. */
export async function secureGet(url: string): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }> {
  const [answer] = (await once(request(url, { rejectUnauthorized: false }).end(), 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: Record<string, string> },
  ]
  let text = ''
  for await (const part of answer) text += part.toString()
  return { status: answer.statusCode, headers: answer.headers, text }
}
