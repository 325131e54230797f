import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import settings from '../../package.json' with { type: 'json' }

// A production build carries the texts of the catalogue only: one that isn't in it would be shown as its key.
test('the catalogues have the texts of the source, each of them and no other; if not: npm run messages:extract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'messages-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const catalogs = settings.lingui.catalogs.map((catalog) => ({ ...catalog, path: catalog.path.replace('<rootDir>/src/i18n/locales', folder) }))
  const config = join(folder, 'lingui.config.json')
  await writeFile(config, JSON.stringify({ ...settings.lingui, rootDir: process.cwd(), catalogs }))
  await promisify(execFile)(process.execPath, ['node_modules/@lingui/cli/dist/lingui.js', 'extract', '--config', config])

  for (const name of ['en.po', 'later/en.po']) {
    const source = texts(await readFile(join(folder, name), 'utf8'))
    const catalogue = texts(await readFile(join('src/i18n/locales', name), 'utf8'))
    expect(catalogue).toEqual(source)
  }
}, 60_000)

function texts(po: string): string[] {
  return [...po.matchAll(/^msgid ((?:".*"\n)+)/gm)].map(([, text = '']) => text).sort()
}
