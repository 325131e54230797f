import { chooseFirstOffer, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

test.describe('A new version is installed while a page is open', () => {
  test('a screen whose file is gone: says so, reloads, and what was typed is there', async ({ page, clinic, watch }) => {
    watch.allow(/activity-screen/)
    const isGone = /\/assets\/activity-screen[^/]*\.js$/
    await page.route(isGone, (route) => route.fulfill({ status: 404 }))
    await clinic.launch()
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await screen.note.fill('Needs an interpreter')
    // The web server has the next version by now. Only the check for a new version sees it, not navigations.
    await page.route(`${clinic.origin}/app/`, async (route) => {
      if (route.request().resourceType() === 'document') return route.continue()
      const response = await route.fetch()
      return route.fulfill({ response, body: (await response.text()).replace(/assets\/[^"]+\.js/g, 'assets/index-next.js') })
    })
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity' }).click()
    await expect(screen.heading('Slotline was updated')).toBeVisible()
    await page.unroute(isGone)
    await expect(screen.heading('Activity')).toBeVisible()

    await page.goBack()
    await expect(screen.note).toHaveValue('Needs an interpreter')
  })

  test('a screen that can’t be had for want of a network is no update', async ({ page, clinic, watch }) => {
    watch.allow(/activity-screen/)
    await page.route(/\/assets\/activity-screen[^/]*\.js$/, (route) => route.abort('connectionreset'))
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity' }).click()
    await expect(screenOf(page).heading('A part of Slotline could not be loaded')).toBeVisible()
    await expect(page.getByText('What was sent before this may have been done')).toBeVisible()
  })
})
