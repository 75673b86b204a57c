// Asks the browser for a passkey when its form is sent, and sends what it says.
for (const told of document.querySelectorAll('[data-passkey]')) {
  const { add, prove } = JSON.parse(told.dataset.passkey)
  const form = told.closest('form')
  form.addEventListener(
    'submit',
    async (event) => {
      if (form.elements.answer.value) return
      event.preventDefault()
      // Before the script of every page, which would take the second sending for a double click.
      event.stopImmediatePropagation()
      told.hidden = true
      try {
        const answer = add
          ? await SimpleWebAuthnBrowser.startRegistration({ optionsJSON: add })
          : await SimpleWebAuthnBrowser.startAuthentication({ optionsJSON: prove })
        form.elements.answer.value = JSON.stringify(answer)
        form.requestSubmit()
      } catch (error) {
        told.textContent =
          error.name === 'InvalidStateError'
            ? 'This device has a passkey here already.'
            : 'That did not work, or took too long. Please try once more.'
        told.hidden = false
      }
    },
    { capture: true },
  )
}
