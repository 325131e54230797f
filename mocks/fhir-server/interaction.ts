import { SEARCHABLE, type Searchable } from './search-parameters.ts'

/** What a request asks the server to do, read from its method and path alone. */
export type Interaction =
  | { readonly kind: 'metadata' }
  | { readonly kind: 'find' | 'hold' | 'book' }
  | { readonly kind: 'find-page'; readonly token: string }
  | { readonly kind: 'read'; readonly type: Searchable; readonly id: string }
  | { readonly kind: 'search'; readonly type: Searchable; readonly posted: boolean }
  | { readonly kind: 'not-allowed'; readonly allow: string }
  | { readonly kind: 'unknown' }

/** @param path the part behind the base, without a leading slash */
export function interactionOf(method: string, path: string, query: URLSearchParams): Interaction {
  const isGet = method === 'GET' || method === 'HEAD'
  if (path === 'metadata') return isGet ? { kind: 'metadata' } : { kind: 'not-allowed', allow: 'GET' }
  const [first, second, ...rest] = path.split('/').map(decodeURIComponent)
  const type = SEARCHABLE.find((known) => known === first)
  if (!type || rest.length > 0) return { kind: 'unknown' }
  if (second === undefined || second === '')
    return isGet ? { kind: 'search', type, posted: false } : { kind: 'not-allowed', allow: 'GET' }
  if (second === '_search')
    return method === 'POST' ? { kind: 'search', type, posted: true } : { kind: 'not-allowed', allow: 'POST' }
  if (type === 'Appointment' && (second === '$find' || second === '$hold' || second === '$book'))
    return operation(second, method, query)
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(second)) return { kind: 'unknown' }
  return isGet ? { kind: 'read', type, id: second } : { kind: 'not-allowed', allow: 'GET' }
}

function operation(name: '$find' | '$hold' | '$book', method: string, query: URLSearchParams): Interaction {
  const token = query.get('_page')
  if (name === '$find' && method === 'GET' && token !== null) return { kind: 'find-page', token }
  if (method !== 'POST') return { kind: 'not-allowed', allow: 'POST' }
  return { kind: name === '$find' ? 'find' : name === '$hold' ? 'hold' : 'book' }
}
