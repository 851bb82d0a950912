/** An answer in the form of Dapr's errors: https://docs.dapr.io/reference/api/error_codes/ */
export class DaprError extends Error {
  override name = 'DaprError';
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}
