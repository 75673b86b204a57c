import type { Context } from 'hono'
import { ProblemPage } from '../web/problem.tsx'
import type { ApiDeps } from './deps.ts'
import { show, showToAnybody } from './page.tsx'
import { isForPeople } from './pages.ts'
import { answerProblem, type Problem } from './problem.ts'
import { isSafe } from './same-site.ts'
import { viewer } from './session.ts'

/** A problem as whoever asked can read it: a page for people, JSON for programs. */
export async function tellProblem(c: Context, deps: ApiDeps, problem: Problem): Promise<Response> {
  if (!isForPeople(c.req.path)) return answerProblem(c, problem)
  // Who has signed in already would be led round in a circle.
  const isNobody = problem.status === 401 && (await viewer(c, deps)).person === null
  if (isNobody && isSafe(c)) return c.redirect(ledThrough('/sign-in', c), 303)
  if (problem.code === 'proof-needed') return c.redirect(ledThrough('/sign-in/proof', c), 303)
  if (problem.retryAfterSeconds !== undefined) {
    c.header('retry-after', String(problem.retryAfterSeconds))
  }
  const { status, detail } = problem
  const title = status === 401 && !isNobody ? 'This is for somebody else' : titles[status]
  const page = <ProblemPage title={title} detail={detail} comfort={comforts[status]} />
  return status >= 500 ? showToAnybody(c, deps, page, status) : show(c, deps, page, status)
}

const titles: Record<Problem['status'], string> = {
  400: 'This could not be read',
  401: 'Please sign in first',
  403: 'This is not for you',
  404: 'There is no such page',
  405: 'There is no such page',
  409: 'This is not possible now',
  413: 'This is too large',
  415: 'This could not be read',
  422: 'Something is missing or wrong',
  429: 'That was very often',
  500: 'Something went wrong',
  503: 'Please try again in a moment',
}

const comforts: Partial<Record<Problem['status'], string>> = {
  413: 'The Back button of your browser brings you to what you typed.',
  503: 'Nothing that you sent before is lost.',
}

/** What is asked for first, and then the page that was wanted; a form is filled in again. */
function ledThrough(page: string, c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  const next = isSafe(c) ? pathname + search : (c.req.header('referer') ?? '/console')
  return `${page}?${new URLSearchParams({ next: URL.canParse(next) ? pathOf(next) : next })}`
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
