import { runLaunch } from './run-launch.ts'

const root = document.getElementById('launch')
if (!root) throw new Error('launch.html lacks the element with id "launch"')

await runLaunch({
  root,
  search: location.search,
  // `replace`, not `assign`: the back button then leads to the EHR and doesn't launch again.
  leave: (url) => location.replace(url),
  reload: () => location.reload(),
  prepare: async () => {
    if (import.meta.env.DEV) await (await import('../../../mocks/browser.ts')).startSimulatedClinic()
  },
})
