/**
 * The app's addresses stand behind `#`, so that one build works under any path of any static server, and a reload never asks
 * the server for a page it doesn't have. Where a server answers `/find` with the app, this moves the path behind `#`.
 */
export function moveToHash(location: Pick<Location, 'pathname' | 'search' | 'hash'>, history: Pick<History, 'replaceState'>): void {
  const directory = location.pathname.slice(0, location.pathname.lastIndexOf('/') + 1)
  const page = location.pathname.slice(directory.length)
  if (page === '' || page === 'index.html' || location.hash !== '') return
  history.replaceState(null, '', `${directory}#/${page}${location.search}`)
}
