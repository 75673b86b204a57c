import { fileURLToPath } from 'node:url'

/** What a bundle of the workflows is made from, wherever one is made. */
export const workflowCode = {
  workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
  workflowInterceptorModules: [fileURLToPath(new URL('../workflows/trace.ts', import.meta.url))],
}
