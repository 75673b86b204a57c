const { DefaultFailureConverter } = require('@temporalio/common')

/** What an error says and where it came from is a payload, too, so that the codec encrypts it. */
module.exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
