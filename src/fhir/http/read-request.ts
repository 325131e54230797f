/** Whether asking twice for this changes nothing: GET, a search by POST, `$find`. */
export function isReadRequest({ method, url }: Pick<Request, 'method' | 'url'>, base: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  const path = new URL(url).pathname.slice(new URL(base).pathname.replace(/\/+$/, '').length)
  return method === 'POST' && /^(\/[A-Za-z]+)?\/_search$|^\/Appointment\/(\$|%24)find$/.test(path)
}
