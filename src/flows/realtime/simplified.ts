/** Departures from reality, each with what real systems do. */
export const simplified: readonly string[] = [
  'The state is a number: how many events were published. Real systems have documents, and events that change them.',
  'A client resumes with its cursor in the query of the upgrade. Others send it as the first message, or in a header that browsers do not let a page set.',
  'A client has one connection: a new one takes the place of the old at the server, as in MQTT. Most servers keep both until a timeout.',
  'A lost answer to an upgrade is found by the connect timeout. Real browsers often hear of it at once, by a reset of the TCP connection.',
  'The heartbeat is that of Socket.IO: messages of the application. The ping frames of WebSocket itself are invisible to a page.',
  'A slow consumer tells that its window is full, and open again. In real systems TCP does, and the server sees its own buffer grow.',
  'What a client sends back on a stream of server-sent events (an acknowledgement, a wish for the whole state) goes by no real request. In real systems it is a POST of its own.',
  'A WebSocket client learns with which status it was refused. A browser tells a page only that it was.',
  'In the study of contention a link takes its mean delay less four standard deviations; the rest is waited for at the sender.',
  'Server and snapshot store are one process with its disk: what is between them is neither lost nor late.',
];
