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

/**
 * Whether a path contains a step up. A path that can't be decoded counts as one, too: decoding stops here, but a proxy may go on with
 * the rest.
 */
function climbs(path: string): boolean {
  let decoded = path
  // Three rounds undo what chained proxies might; deeper encodings arrive as plain text.
  for (let round = 0; round < 3; round++) {
    try {
      decoded = decodeURIComponent(decoded)
    } catch {
      return true
    }
    if (stepUp.test(decoded)) return true
  }
  return false
}

/** Also `..;x`, and with a blank or NUL beside or between the dots: some servers leave those out before they resolve a path. */
const stepUp = /(^|[/\\])[\p{Cc}\s]*\.[\p{Cc}\s]*\.([\p{Cc}\s/\\;?#]|$)/u
