import { buildSandbox } from '../scripts/sandbox-build.mjs'

/** Builds what the sandbox serves, once for all workers, and tells them the directories through the environment. */
export default async function buildOnce(): Promise<void> {
  const { dist, ehrDist } = await buildSandbox()
  process.env['SLOTLINE_DIST'] = dist
  process.env['SLOTLINE_EHR_DIST'] = ehrDist
}
