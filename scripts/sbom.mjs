/** Writes the product's packages, with licences and hashes, as a CycloneDX bill of materials: test-results/sbom.cdx.json. */
import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const parameters = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev', '--package-lock-only']
// npm names the file that it runs from. If this script is started without npm, the shell finds npm by name.
const npm = process.env.npm_execpath
const { status, stdout, stderr } = npm
  ? spawnSync(process.execPath, [npm, ...parameters], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  : spawnSync('npm', parameters, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, shell: true })
if (status !== 0) {
  console.error(stderr)
  process.exit(1)
}
const { components = [] } = JSON.parse(stdout)
await mkdir(`${root}test-results`, { recursive: true })
await writeFile(`${root}test-results/sbom.cdx.json`, stdout)
console.log(`test-results/sbom.cdx.json: ${components.length} components`)
