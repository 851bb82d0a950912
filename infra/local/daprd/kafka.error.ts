/** What Kafka says when it does not do what it was asked; the code is one of https://kafka.apache.org/protocol#protocol_error_codes */
export class KafkaError extends Error {
  override name = 'KafkaError';
  readonly code: number;

  constructor(what: string, code: number, message?: string | null) {
    super(`${what}: ${message ?? `error ${code}`}`);
    this.code = code;
  }
}
