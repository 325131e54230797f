import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, loadConfigFromFile, type PluginOption } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = `${root}node_modules/.cache/bench`

/**
 * Builds a page around the script as the product is built.
 * @param script path below `bench/`
 * @returns the directory that holds the page, `[name of the script].html`
 */
export async function buildPage(script: string): Promise<string> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, `${root}vite.config.ts`, root, 'silent')
  const name = basename(script, extname(script))
  const page = `${cache}/pages/${name}.html`
  const outDir = `${cache}/dist/${name}`
  await mkdir(dirname(page), { recursive: true })
  const source = relative(dirname(page), `${root}bench/${script}`)
  await writeFile(page, `<!doctype html><title>${name}</title><body><script type="module" src="${source}"></script></body>`)
  await build({
    ...loaded?.config,
    configFile: false,
    root: dirname(page),
    publicDir: false,
    logLevel: 'error',
    // The peers bring a React of the same version; the page has one.
    resolve: { ...loaded?.config.resolve, dedupe: ['react', 'react-dom'] },
    // What is built here is shipped to nobody.
    plugins: [loaded?.config.plugins ?? []].flat().filter((plugin) => !isNamed(plugin, 'third-party-licences')),
    build: { ...loaded?.config.build, outDir, emptyOutDir: true, chunkSizeWarningLimit: Infinity, rolldownOptions: { input: [page] } },
  })
  return outDir
}

function isNamed(plugin: PluginOption, name: string): boolean {
  return typeof plugin === 'object' && plugin !== null && 'name' in plugin && plugin.name === name
}
