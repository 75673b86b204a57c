// Makes a page nicer; nothing needs it.
const summary = document.querySelector('[data-focus]')
if (summary) summary.focus()

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
for (const time of document.querySelectorAll('time[data-zone]')) {
  if (time.dataset.zone === zone) continue
  const there = new Date(time.dateTime)
  const here = there.toLocaleString(undefined, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  const note = document.createElement('span')
  note.className = 'quiet'
  note.textContent = ` (for you: ${here})`
  time.after(note)
}

for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
    setTimeout(() => delete form.dataset.sent, 8000)
  })
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})

const waiting = document.querySelector('[data-look-again]')
if (waiting) setTimeout(() => location.reload(), 2500)
