/**
 * Names in launch.html what the app needs at once, so that the browser fetches it while the EHR authorizes. Modules, as the app's
 * page asks for them; of low priority, since nothing of them is run here.
 */

/** What the app imports dynamically and can't do without before its first search. */
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
      // What the built index.html names are the imports of the chunk that Vite made of it; that itself is dropped.
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
 * The chunks' files and those of all that they import statically.
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
