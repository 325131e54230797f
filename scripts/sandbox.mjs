import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { buildSandbox } from './sandbox-build.mjs'

const directories = await buildSandbox()
const sandboxModule = fileURLToPath(new URL('../mocks/sandbox/sandbox.ts', import.meta.url))
const { module } = await runnerImport(sandboxModule, { configFile: false, logLevel: 'warn' })
const { origin } = await module.startSandbox({
  ...directories,
  port: Number(process.env.PORT ?? 8080),
  ...(process.env.HOST && { host: process.env.HOST }),
})
console.log(`Slotline sandbox: ${origin}`)
