import { refusal, searchset, type Answer } from './answers.ts'
import { locations, patients, practitioners } from './tenant-data.ts'

/** Answers reads and searches of the tenant's people and places, in no order that a client could rely on. */
export function recordAnswer(base: string, path: string, asked: URLSearchParams): Answer {
  const [, type = '', id] = path.split('/')
  const all = type === 'Patient' ? patients : type === 'Practitioner' ? practitioners : locations
  if (id && id !== '_search') {
    const found = all.find((one) => one['id'] === decodeURIComponent(id))
    return found ? { status: 200, body: found } : refusal(404, 'not-found', `There is no ${type} ${id}.`)
  }
  const words = ['name', 'family', 'given'].flatMap((name) => asked.get(name)?.toLowerCase().split(/[\s,]+/) ?? [])
  const ids = asked.get('_id')?.split(',')
  const birthDate = asked.get('birthdate')?.replace(/^eq/, '')
  const identifier = asked.get('identifier')?.split('|').at(-1)?.toLowerCase()
  const matches = all.filter((one) => {
    const written = JSON.stringify([one['name'], one['identifier']]).toLowerCase()
    return (
      words.every((word) => written.includes(word)) &&
      (!ids || ids.includes(String(one['id']))) &&
      (!birthDate || one['birthDate'] === birthDate) &&
      (!identifier || written.includes(`"${identifier}"`))
    )
  })
  return { status: 200, body: searchset(base, matches.toReversed()) }
}
