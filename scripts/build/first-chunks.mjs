/**
 * Puts the modules that both pages need into one chunk and those that only the app needs at once into another: many small chunks
 * compress worse and cost more requests. Modules that are loaded later stay where the bundler puts them.
 *
 * @type {import('rolldown').CodeSplittingGroup}
 */
export const firstChunks = {
  tags: ['$initial'],
  name(id, context) {
    const pages = pagesOf(id, (one) => context.getModuleInfo(one))
    if (!pages.has('index.html')) return null
    // The launch page imports dynamically only in development, but Vite notices too late that the build needs no helper there.
    if (id.includes('vite/preload-helper')) return 'first-screen'
    return pages.has('launch.html') ? 'both-pages' : 'first-screen'
  },
}

/**
 * The pages that import a module statically, directly or through others.
 * @param {string} id
 * @param {(id: string) => { importers: readonly string[] } | null} infoOf
 */
function pagesOf(id, infoOf) {
  const seen = new Set([id])
  for (const one of seen) for (const importer of infoOf(one)?.importers ?? []) seen.add(importer)
  return new Set([...seen].map((one) => /[^/]*\.html/.exec(one)?.[0]).filter((page) => page !== undefined))
}
