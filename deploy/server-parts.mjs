// @ts-check
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The programs of an installation, what they import, and what nginx includes. What makes an installation is not among it. */
const parts = [
  'deploy/nginx.mjs',
  'deploy/serve.mjs',
  'deploy/health.mjs',
  'deploy/print-headers.mjs',
  'deploy/app-path.mjs',
  'deploy/discovery-preload.mjs',
  'deploy/headers.mjs',
  'deploy/nginx-locations.mjs',
  'deploy/nginx-main.mjs',
  'deploy/replace-file.mjs',
  'deploy/settings.mjs',
  'deploy/nginx/http.conf',
  'deploy/nginx/site.conf',
  'src/config/content-security-policy.mjs',
]

/**
 * Puts what sets up a web server into the directory of an installation, where it runs with Node and nothing else.
 * @param {string} directory
 */
export async function putServerParts(directory) {
  await rm(join(directory, 'deploy'), { recursive: true, force: true })
  await mkdir(join(directory, 'deploy'), { recursive: true })
  await Promise.all(parts.map((part) => cp(join(root, part), join(directory, part))))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'node20',
      outDir: join(directory, 'deploy'),
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: join(root, 'src/config/load-config.ts'), formats: ['es'], fileName: () => 'read-config.mjs' },
    },
  })
}
