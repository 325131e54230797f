import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, loadConfigFromFile } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = `${root}node_modules/.cache/bench`

/**
 * Builds a page around each script as the product is built, each by itself, so that none shares a chunk with another.
 * @param scripts paths below `bench/`
 * @returns the directory in which each page is at `[name of the script].html`
 */
export async function buildPages(scripts: readonly string[]): Promise<string> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, `${root}vite.config.ts`, root, 'silent')
  await mkdir(`${cache}/pages`, { recursive: true })
  for (const script of scripts) {
    const name = pageName(script)
    const page = `${cache}/pages/${name}.html`
    const path = relative(dirname(page), `${root}bench/${script}`)
    await writeFile(page, `<!doctype html><title>${name}</title><body><script type="module" src="${path}"></script></body>`)
    await build({
      ...loaded?.config,
      configFile: false,
      root: `${cache}/pages`,
      publicDir: false,
      logLevel: 'warn',
      // The peers bring a React of the same version; the page has one.
      resolve: { ...loaded?.config.resolve, dedupe: ['react', 'react-dom'] },
      build: {
        ...loaded?.config.build,
        outDir: `${cache}/dist/${name}`,
        emptyOutDir: true,
        chunkSizeWarningLimit: Infinity,
        rolldownOptions: { input: [page] },
      },
    })
  }
  return `${cache}/dist`
}

/** `full-calendar` for `peers/full-calendar.js`. */
export const pageName = (script: string): string => script.replace(/^.*\/|\.\w+$/g, '')
