import { expect, test } from './installed.ts'
import { screenOf } from './screen.ts'

test.beforeEach(({ installed }) => {
  test.skip(installed === undefined, 'There is no nginx on this machine and none could be got: the app was launched through none.')
})

test('at the root of its server, a launch comes through nginx to the first offers, and a reload too', async ({ page, deploy }) => {
  const { launchUrl } = await deploy('/')
  const launchPage = page.waitForResponse(launchUrl)
  await page.goto(launchUrl)
  expect((await launchPage).headers()['link']).toContain('/fhir/.well-known/smart-configuration>; rel=preload')
  const { offer } = screenOf(page)
  await expect(offer.first()).toBeVisible()
  await page.reload()
  await expect(offer.first()).toBeVisible()
})

test('below a path, a launch in a frame of the EHR’s chart comes through nginx to the first offers', async ({ page, deploy }) => {
  const { chartUrl } = await deploy('/apps/slotline/')
  await page.goto(chartUrl)
  await expect(screenOf(page.frameLocator('iframe')).offer.first()).toBeVisible()
})
