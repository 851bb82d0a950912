export interface ServerEvent {
  /** `message` if the stream names no event. */
  event: string;
  data: string;
}

/** Yields server-sent events as they arrive (WHATWG HTML, "Interpreting an event stream"), without one that the end cuts off. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let rest = '';
  let event = '';
  let data: string[] = [];
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // A carriage return at the end may be the first half of CRLF.
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() as string;
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
          event = '';
          data = [];
          continue;
        }
        const [, field, text = ''] = /^([^:]*)(?::\x20?(.*))?$/s.exec(line) as RegExpExecArray;
        if (field === 'event') event = text;
        if (field === 'data') data.push(text);
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
