import { beforeEach, describe, expect, it } from 'vitest'
import { takeAuthorizationResponse } from './authorization-response.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'

const app = 'https://apps.example.org/slotline/'

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

function taken(address: string) {
  tab.goTo(app + address)
  const response = takeAuthorizationResponse()
  return { response, left: tab.href().slice(app.length) }
}

describe('what a sign-in adds to the address', () => {
  it.each([
    ['?code=C&state=S', ''],
    ['?code=C&state=S&access_token=T&id_token=I&token_type=bearer&expires_in=9&refresh_token=R&scope=openid', ''],
    ['?code=C&state=S&iss=https%3A%2F%2Fehr.example.org&session_state=x&lang=de', '?lang=de'],
    ['?error=x&error_description=y&error_uri=z&state=S', ''],
    ['?state=S&error_description=y', ''],
    ['?%63ode=C&st%61te=S', ''],
    ['?code=C&code=D', ''],
    ['#access_token=T&state=S&token_type=bearer&scope=openid', ''],
    ['#code=C&state=S', ''],
    ['#error=access_denied&error_description=x', ''],
    ['#/access_token=T&state=S', ''],
    ['#!code=C', ''],
    ['#?code=C&state=S', ''],
    ['#/find?code=C&state=S', '#/find'],
    ['#/find?from=2026-11-23&access_token=T&to=2026-11-27', '#/find?from=2026-11-23&to=2026-11-27'],
    ['#/find#access_token=T', '#/find'],
    ['?code=C&state=S#/find?from=2026-11-23', '#/find?from=2026-11-23'],
    ['find?code=C&state=S&from=2026-11-23', 'find?from=2026-11-23'],
    ['index.html?error=x&state=S#id_token=I', 'index.html'],
  ])('is taken out of %s', (address, left) => {
    expect(taken(address).left).toBe(left)
  })

  it.each([
    '',
    '?lang=de',
    '#/find?from=2026-11-23&to=2026-11-27&visit-type=a%7Cb&specialty=x%26code%3Dy',
    '#/appointments?scope=practitioner&whose=Practitioner%2F1&status=booked',
    '#/book/0b7a?from=2026-11-23&moves=12',
    '#/activity?kind=book',
    'appointments?scope=patient',
  ])('is nothing of %j, which stays as it is', (address) => {
    expect(taken(address)).toEqual({ response: { kind: 'none' }, left: address })
  })
})

describe('the answer', () => {
  it('is what stands in the query, and the page that it came to', () => {
    const { response } = taken('find?code=C&state=S&iss=I&access_token=T')
    expect(response).toEqual({ kind: 'code', code: 'C', state: 'S', iss: 'I', page: 'find' })
    const refused = taken('?error=e&error_description=d&state=S').response
    expect(refused).toEqual({ kind: 'error', error: 'e', description: 'd', state: 'S', page: '' })
    expect(taken('index.html?code=C').response).toMatchObject({ page: 'index.html' })
  })

  it.each(['#code=C&state=S', '#access_token=T&state=S', '#error=e&state=S', '#/find?code=C&state=S', '?state=S&error_description=d'])(
    'is none in %s',
    (address) => {
      expect(taken(address).response).toEqual({ kind: 'none' })
    },
  )
})
