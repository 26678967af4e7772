/** Something that people set, and that cannot be used: told with what to do instead. */
export class SettingUnusableError extends Error {
  override readonly name = 'SettingUnusableError';
}
