import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findNginx } from '../../scripts/find-nginx.mjs'
import { putServerParts } from '../server-parts.mjs'
import { unprivileged } from './web-server.ts'

/** Settings without a mistake. */
export const exampleSettings = {
  issuers: [{ iss: 'https://ehr.example.org/fhir', clientId: 'slotline', schedulingServer: 'https://clinic.example.org/fhir' }],
}

/** @throws Error where there is none: the step that runs these tests looks for it first */
export function installedNginx(): string {
  const nginx = findNginx()
  if (nginx === undefined) throw new Error('There is no nginx here. Set SLOTLINE_NGINX to the path of its program.')
  return nginx
}

/** A directory that a server without rights can read. */
export function readableDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'slotline-deploy-'))
  chmodSync(directory, 0o755)
  return directory
}

/** A directory below this one that a server without rights can write to. */
export function writableDirectory(parent: string): string {
  const directory = mkdtempSync(join(parent, 'run-'))
  giveAway(directory)
  return directory
}

export function giveAway(path: string): void {
  if (unprivileged.uid !== undefined) chownSync(path, unprivileged.uid, unprivileged.gid)
}

/** What sets up the web server as it is installed, with pages that say their version in the place of the app's. */
export async function putSmallInstallation(directory: string, version: string): Promise<void> {
  await putServerParts(directory)
  mkdirSync(join(directory, 'app/assets'), { recursive: true })
  for (const name of ['index.html', 'launch.html']) writeFileSync(join(directory, 'app', name), `<p>${name} of ${version}</p>`)
  writeFileSync(join(directory, `app/assets/index-${version}.js`), `export const version = '${version}'`)
}
