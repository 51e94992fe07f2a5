/** An error response of the API. `name` is the exception's name in AWS's API model. */
export class ApiError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export function validationError(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
