/**
 * Names in launch.html what the app needs at once, so that the browser fetches it while the EHR authorizes. They are preloaded as
 * modules, as the app's page requests them, and with low priority, since the launch page doesn't run them.
 */

/** The modules that the app imports dynamically but needs before its first search. */
const imported = ['src/i18n/locales/en.po', 'src/queries/audit.ts', 'src/smart/scheduling-session.ts']

/** @type {import('vite').Plugin} */
export const loadAhead = {
  name: 'load-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { filename, bundle = {} }) {
      if (!filename.endsWith('/launch.html')) return []
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const files = (/** @type {(name: string) => boolean} */ isWanted) =>
        withImports(chunks.filter(({ facadeModuleId }) => facadeModuleId !== null && isWanted(facadeModuleId.replace(/\?.*/, ''))), bundle)
      const here = files((name) => name.endsWith('/launch.html'))
      // The built index.html names the imports of the chunk that Vite made of it. That chunk itself is dropped.
      const next = files((name) => name.endsWith('/index.html') || imported.some((each) => name.endsWith(`/${each}`)))
      return [...next]
        .filter((file) => !here.has(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', fetchpriority: 'low', crossorigin: true, href: `./${file}` },
          injectTo: 'body',
        }))
    },
  },
}

/**
 * The files of these chunks and of all chunks that they import statically.
 * @param {import('rolldown').OutputChunk[]} chunks
 * @param {import('rolldown').OutputBundle} bundle
 */
function withImports(chunks, bundle) {
  const files = new Set(chunks.flatMap(({ fileName, facadeModuleId, imports }) => (facadeModuleId?.endsWith('/index.html') ? imports : [fileName])))
  for (const file of files) {
    const chunk = bundle[file]
    if (chunk?.type === 'chunk') for (const each of chunk.imports) files.add(each)
  }
  return files
}
