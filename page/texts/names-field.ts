/** Whether a message begins with the name of its field, as most do: the name is then not shown in front of it. */
export function namesField(message: string, field: string | undefined): boolean {
  if (field === undefined || field === '' || !message.startsWith(field)) return false;
  // `id` is not the field of "id_card must be …", nor `user` of "user.name must be …".
  return !/^([\p{L}\p{N}_-]|\.\S)/u.test(message.slice(field.length));
}
