import { button, code, type Letter, note, paragraph, personalLetter } from './letter.ts'
import { counted } from './words.ts'

/** The link and the code to sign in with, to whoever asked; it repeats nothing that was typed. */
export function signIn(props: {
  name: string | null
  link: string
  code: string
  minutes: number
}): Letter {
  return personalLetter({
    name: props.name,
    subject: 'Your link to sign in',
    preheader: `It works once, for ${counted(props.minutes, 'minute')}.`,
    blocks: [
      paragraph('Here is the link you asked for. Open it in the browser in which you asked:'),
      button('Sign in', props.link),
      paragraph('Or enter this code on the page where you asked:'),
      code(props.code),
      paragraph(
        `The link and the code work once, for ${counted(props.minutes, 'minute')} after you asked.
          You can ask for new ones as soon as you need them.`,
      ),
      note(
        `If it was not you who asked, there is nothing you need to do: nobody can sign in without
          this email. Please never tell the code to anybody, not even to us.`,
      ),
    ],
  })
}
