/** Where this simulator leaves reality, and what real systems do. */
export const simplified: readonly string[] = [
  'The bytes of a file are one word, and its checksum is that of the word: nothing is allocated. Real clients hash the bytes themselves.',
  'A body is seen in at most 20 slices, each when its last byte has left the browser; a real one is a stream of packets with acknowledgements of its own.',
  'The parts that are sent at once share the rate of the browser evenly, two files of one person do not share it, and each connection is there at once; real connections share the line and take round trips to open and to become fast.',
  'On the wire the host of the bucket is the path /api/storage; a real bucket has a host of its own, which is what CORS is about.',
  'The fields of a form are JSON; a real form is multipart/form-data.',
  'The offset of a tus upload is asked for with GET and answered with 204; tus asks with HEAD and answers with 200.',
  'A look at an object also tells its kind by its first bytes; real servers need a HEAD and a GET of a range, or a scanner.',
  'The sweeper is told what has become old; a real one lists the bucket and the table now and then.',
  'After a reload the file is at hand; a real page must ask the person for it again, or keep a handle of it.',
  'A streaming API passes bytes on as they come; when it cannot do so fast enough they wait on the way to storage. A real one reads more slowly, and so slows its clients.',
  'The API lets go of a buffered body when its browser is gone; many servers leave a temporary file behind.',
  'Which file types and how many bytes are allowed is a policy of the application: pictures, up to the size limit.',
];
