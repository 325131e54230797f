import { startAppHost } from './stranger/app-host.ts'
import { startElsewhere } from './elsewhere.ts'
import { expect, test as base } from './sandbox.ts'
import { screenOf } from './screen.ts'

const test = base.extend<{ readonly elsewhere: Awaited<ReturnType<typeof startElsewhere>> }>({
  elsewhere: async ({}, use) => {
    const elsewhere = await startElsewhere()
    await use(elsewhere)
    await elsewhere.close()
  },
})

/** What the browser says when it enforces the policy. */
const refusals = /security policy|TrustedHTML|TrustedScript|trusted type|Framing |frame-ancestors|request failed: csp|ERR_BLOCKED_BY_RESPONSE|sent to a stranger: http:\/\/127\.0\.0\.1/i

test.describe('In the running page', () => {
  test('nothing reaches another server, and no code but the app’s own runs', async ({ page, clinic, elsewhere, watch }) => {
    watch.allow(refusals)
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    const outcomes = await page.evaluate(async (foreign) => {
      const violated: string[] = []
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective))
      const tried = async (work: () => unknown) => {
        try {
          await work()
          return 'done'
        } catch (error) {
          return error instanceof Error ? error.name : 'refused'
        }
      }
      const put = (name: string, properties: object) =>
        new Promise<string>((resolve) => {
          const element = Object.assign(document.createElement(name), properties)
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('refused'))
          document.body.append(element)
        })
      const flags: Record<string, unknown> = {}
      Object.assign(window, { flags, violated })
      const results = {
        fetch: await tried(() => fetch(`${foreign}/fetch`)),
        beacon: await tried(() => navigator.sendBeacon(`${foreign}/beacon`, 'x')),
        socket: await tried(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(`${foreign.replace('http', 'ws')}/socket`)
              socket.onopen = resolve
              socket.onerror = () => reject(new Error('refused'))
            }),
        ),
        image: await put('img', { src: `${foreign}/image` }),
        style: await put('link', { rel: 'stylesheet', href: `${foreign}/style` }),
        script: await tried(() => put('script', { src: `${foreign}/script` })),
        inlineScript: await tried(() => put('script', { textContent: 'flags.inline = true' })),
        eval: await tried(() => (0, eval)('flags.eval = true')),
        markup: await tried(() => (document.createElement('div').innerHTML = '<img src=x onerror="flags.markup = true">')),
        policy: await tried(() =>
          (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {}),
        ),
        form: await tried(() => {
          const form = Object.assign(document.createElement('form'), { action: `${foreign}/form`, method: 'post' })
          document.body.append(form)
          form.submit()
        }),
        base: await tried(() => document.head.append(Object.assign(document.createElement('base'), { href: `${foreign}/` }))),
      }
      const frame = Object.assign(document.createElement('iframe'), { src: `${foreign}/frame` })
      const inline = document.createElement('div')
      inline.setAttribute('style', 'color: red')
      const handler = await tried(() => inline.setAttribute('onclick', 'flags.handler = true'))
      document.body.append(frame, inline)
      inline.click()
      return { results: { ...results, handler }, baseURI: document.baseURI, color: inline.style.color }
    }, elsewhere.origin)

    expect(outcomes.results).toMatchObject({ fetch: 'TypeError', image: 'refused', style: 'refused', socket: 'Error' })
    expect(outcomes.results).toMatchObject({ script: 'TypeError', inlineScript: 'TypeError', eval: 'EvalError' })
    expect(outcomes.results).toMatchObject({ markup: 'TypeError', policy: 'TypeError', handler: 'TypeError' })
    expect(outcomes.color).toBe('')
    expect(outcomes.baseURI).toContain(clinic.origin)
    // Navigations of frames and forms are refused a little later.
    const violated = () => page.evaluate(() => (window as unknown as { violated: string[] }).violated)
    for (const directive of ['base-uri', 'connect-src', 'form-action', 'frame-src', 'img-src', 'require-trusted-types-for', 'style-src-elem']) {
      await expect.poll(violated).toContain(directive)
    }
    expect(await page.evaluate(() => (window as unknown as { flags: object }).flags)).toEqual({})
    expect(elsewhere.arrived).toEqual([])
  })

  test('an EHR’s own origin may be spoken to, any other only until the settings are read', async ({ page, clinic, elsewhere, watch }) => {
    watch.allow(refusals)
    // A web server that sends no headers at all, so that only the policy in the pages is left.
    await page.route(`${clinic.origin}/app/**`, async (route) => {
      const response = await route.fetch()
      const headers = { 'content-type': response.headers()['content-type'] ?? '' }
      await route.fulfill({ status: response.status(), headers, body: await response.body() })
    })
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    const [own, foreign, markup] = await page.evaluate(async (address) => {
      const reached = (url: string) => fetch(url).then(() => 'reached', () => 'refused')
      const own = await reached('/fhir/metadata')
      const foreign = await reached(`${address}/fetch`)
      try {
        document.createElement('div').innerHTML = '<b>'
        return [own, foreign, 'allowed']
      } catch {
        return [own, foreign, 'refused']
      }
    }, elsewhere.origin)
    expect([own, foreign, markup]).toEqual(['reached', 'refused', 'refused'])
    expect(elsewhere.arrived).toEqual([])
  })

  test('another appearance, chosen or the system’s, breaks nothing of it', async ({ page, clinic }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    const scheme = page.locator('html')
    for (const [name, value] of [['Dark', 'dark'], ['High contrast', 'highContrastLight'], ['System', 'light']] as const) {
      await page.getByRole('button', { name: 'Appearance' }).click()
      await page.getByRole('menuitemradio', { name }).click()
      await expect(scheme).toHaveAttribute('data-scheme', value)
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(scheme).toHaveAttribute('data-scheme', 'dark')
  })
})

test.describe('Around the page', () => {
  test('a page of no configured EHR shows nothing of the app in its frame', async ({ page, clinic, elsewhere, watch }) => {
    watch.allow(refusals)
    for (const path of ['/app/', '/app/launch.html', '/app/config.json']) {
      await page.goto(elsewhere.show(path, `<iframe src="${clinic.origin}${path}" title="App"></iframe>`))
      await expect(page.locator('iframe')).toBeVisible()
      await expect.poll(() => page.frames().at(-1)?.url()).toBe('chrome-error://chromewebdata/')
    }
    expect(clinic.sim.inspect().requests).toEqual([])
  })

  test('an EHR whose pages lie elsewhere than its FHIR server shows it when the settings say so', async ({ page, clinic, elsewhere, watch }) => {
    watch.allow(/sent to a stranger/)
    const issuer = { iss: `${clinic.origin}/fhir`, clientId: 'slotline', embeddedIn: [elsewhere.origin] }
    const host = await startAppHost(process.env['SLOTLINE_DIST'] ?? '', { issuers: [issuer] })
    await page.goto(elsewhere.show('/chart', `<iframe src="${host.root}launch.html" title="App"></iframe>`))
    const app = page.frameLocator('iframe')
    await expect(app.getByRole('button', { name: `Connect to ${new URL(clinic.origin).host}` })).toBeVisible()
    await host.close()
  })

  test('an EHR that opens it in a window of its own gets it, and can’t reach into that window', async ({ page, context, clinic, elsewhere, watch }) => {
    watch.allow(/sent to a stranger/)
    await page.goto(elsewhere.show('/desk', '<title>Desk</title>'))
    const opened = context.waitForEvent('page')
    await page.evaluate((url) => void Object.assign(window, { app: window.open(url, 'app') }), await clinic.launchUrl())
    const app = await opened
    await expect(screenOf(app).patient).toContainText('Ida Romero')
    await app.reload()
    await expect(screenOf(app).patient).toContainText('Ida Romero')
    expect(await app.evaluate(() => window.opener === null)).toBe(true)
    expect(await page.evaluate(() => (window as unknown as { app: Window }).app.closed)).toBe(true)
  })
})
