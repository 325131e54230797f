import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * The file at a URL path below the directory, as any static web server would send it; `index.html` for a directory. Undefined
 * when there is none, or when the path leads out of the directory.
 */
export async function staticFile(directory: string, urlPath: string): Promise<Response | undefined> {
  const path = filePath(directory, urlPath)
  if (path === undefined) return undefined
  const content = await readFile(path).catch(() => undefined)
  if (!content) return undefined
  const contentType = mediaTypes[extname(path)] ?? 'application/octet-stream'
  return new Response(new Uint8Array(content), { headers: { 'content-type': contentType, 'cache-control': 'no-cache' } })
}

function filePath(directory: string, urlPath: string): string | undefined {
  const root = normalize(`${directory}${sep}`)
  const path = join(root, decodedPath(urlPath) ?? '..')
  if (!path.startsWith(root)) return undefined
  return path.endsWith(sep) ? join(path, 'index.html') : path
}

function decodedPath(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}
