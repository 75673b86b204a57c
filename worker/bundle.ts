import { writeFile } from 'node:fs/promises'
import { bundleWorkflowCode } from '@temporalio/worker'
import { encryptedWorkflowCode } from './workflow-code.ts'

/** Bundles the workflows into the file that is named, for `WORKFLOW_BUNDLE`. */
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Name the file that the bundle is written to.')
const { code } = await bundleWorkflowCode(encryptedWorkflowCode)
await writeFile(file, code)
