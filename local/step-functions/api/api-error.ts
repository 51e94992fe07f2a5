/** An error that the API answers with; `name` is the exception's name in AWS's model. */
export class ApiError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export function validationError(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
