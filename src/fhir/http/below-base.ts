/**
 * Whether a URL lies at or below a FHIR base, so that the base's token may go there: same origin, same base path.
 * Encoded `..` segments count as climbing out, because a proxy on the way may decode them.
 */
export function isBelow(url: string, base: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(base)) return false
  const target = new URL(url)
  const root = new URL(base)
  if (target.username !== '' || target.password !== '' || target.origin !== root.origin) return false
  if (target.origin === 'null') return false
  const rootPath = root.pathname.replace(/\/+$/, '')
  const inside = target.pathname === rootPath || target.pathname.startsWith(`${rootPath}/`)
  return inside && !climbs(target.pathname)
}

/** Also by `..;x`: some servers leave out what follows a semicolon before they resolve a path. */
function climbs(path: string): boolean {
  let decoded = path
  // Three rounds undo what chained proxies might; deeper encodings arrive as plain text.
  for (let round = 0; round < 3; round++) {
    if (hasStepUp(decoded)) return true
    try {
      decoded = decodeURIComponent(decoded)
    } catch {
      return round === 0
    }
  }
  return hasStepUp(decoded)
}

function hasStepUp(path: string): boolean {
  return path.split(/[/\\]/).some((segment) => segment.split(';')[0] === '..')
}
