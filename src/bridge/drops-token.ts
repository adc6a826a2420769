/**
 * Whether this browser takes a token off where a host leads to another one (Fetch's "HTTP-redirect fetch"). No page can see that, so it is
 * told by what came no earlier in each of them: Chrome does so from 119, which brought `:user-invalid`; Firefox from 111, which
 * brought files of the origin's own; Safari from 16.1, before 16.5 brought `:user-invalid`.
 */
export function dropsToken(): boolean {
  return CSS.supports("selector(:user-invalid)") && "FileSystemFileHandle" in window;
}
