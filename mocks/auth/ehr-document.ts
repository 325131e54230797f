import { html, type Markup } from './markup.ts'

/** The name the simulated EHR goes by. */
export const ehrName = 'Kestrel'

/** A whole HTML page in the EHR's style. It works without script. */
export function ehrDocument(title: string, stylesheetUrl: string, main: Markup, status = 200): Response {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${ehrName}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheetUrl}">
</head>
<body class="ehr ehr-body">
<header class="ehr-bar"><span class="ehr-name">${ehrName}</span><span class="ehr-tag">Simulated EHR</span></header>
<main class="ehr-sheet">${main}</main>
</body>
</html>`
  return new Response(page.markup, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** The page for an error that must not be sent to the app. */
export function errorDocument(message: string, stylesheetUrl: string): Response {
  const main = html`<h1>The app can’t be opened</h1>
<p role="alert">${message}</p>
<p>Nothing was shared with it. Close this page and tell your IT department.</p>`
  return ehrDocument('The app can’t be opened', stylesheetUrl, main, 400)
}
