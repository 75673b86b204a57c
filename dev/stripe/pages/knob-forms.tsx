import type { Child } from 'hono/jsx'
import { endpoints } from '../endpoints.ts'
import type { StandIn } from '../stand-in.ts'

/** A form for each thing that can be made to go wrong between us and Stripe. */
export function KnobForms({ standIn: { faults, webhooks } }: { standIn: StandIn }) {
  const { travel } = webhooks
  const planned = faults.planned.map(
    ({ kind, times, only }) => `${times} × ${kind}${only ? ` at ${only}` : ''}`,
  )
  return (
    <section>
      <h2>Make something go wrong</h2>
      {planned.length > 0 && <p class="quiet">Still to come: {planned.join(', ')}.</p>}
      <div class="knobs">
        <Knob name="faults" title="The next requests" verb="Plan fault">
          <label for="kind">go like this</label>
          <select id="kind" name="kind">
            <option value="rate-limited">429: too many requests</option>
            <option value="failed">500 kept for the key, nothing done</option>
            <option value="failed-after">500 kept for the key, though all was done</option>
            <option value="cut">all done, the connection cut before the answer</option>
          </select>
          <label for="times">so many times</label>
          <input id="times" name="times" type="number" min="1" value="1" />
          <label for="only">at this endpoint</label>
          <select id="only" name="only">
            <option value="">any</option>
            {endpoints.map(({ method, path }) => (
              <option>
                {method} {path}
              </option>
            ))}
          </select>
        </Knob>
        <Knob name="latency" title="Every answer" verb="Set latency">
          <label for="ms">takes so many milliseconds</label>
          <input id="ms" name="ms" type="number" min="0" value={String(faults.latencyMs)} />
        </Knob>
        <Knob name="away" title="Connections" verb="Go away">
          <label for="seconds">are refused for so many seconds</label>
          <input id="seconds" name="seconds" type="number" min="1" max="7200" value="30" />
        </Knob>
        <Knob name="lose" title="The next events" verb="Lose events">
          <label for="lose">get lost, so many of them</label>
          <input id="lose" name="times" type="number" min="0" value={String(travel.toLose)} />
        </Knob>
        <Knob name="copies" title="Each event" verb="Set copies">
          <label for="copies">is sent so many times at once</label>
          <input id="copies" name="copies" type="number" min="1" value={String(travel.copies)} />
        </Knob>
        {travel.held ? (
          <Knob
            name="release"
            title={`${travel.held.length} events are held`}
            verb="Release events"
          >
            <label for="order">and go out</label>
            <select id="order" name="order">
              <option value="as-happened">as they happened</option>
              <option value="reversed">the other way round</option>
            </select>
          </Knob>
        ) : (
          <Knob name="hold" title="Events from now on" verb="Hold events">
            <p class="quiet">wait until they are released, in either order.</p>
          </Knob>
        )}
      </div>
    </section>
  )
}

function Knob(props: { name: string; title: string; verb: string; children: Child }) {
  return (
    <form class="card" method="post" action={`/_stand-in/${props.name}`}>
      <h3>{props.title}</h3>
      {props.children}
      <button type="submit">{props.verb}</button>
    </form>
  )
}
