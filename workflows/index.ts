export { inquiry } from './inquiry.ts'
export { membership } from './membership.ts'
export { record } from './record.ts'
export { sweep } from './sweep.ts'
