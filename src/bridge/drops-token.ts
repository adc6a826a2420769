/**
 * Whether this browser takes a token off where a host leads to another one (Fetch's "HTTP-redirect fetch"). No page can see that, so it is
 * told by what came no earlier in each of them: Chrome does so from 119, which brought `:user-invalid`; Firefox from 111, before
 * 113 brought `color-mix()`; Safari from 16.1, before 16.5 brought `:user-invalid`. Pages without a lock have both, too.
 */
export function dropsToken(): boolean {
  return CSS.supports("selector(:user-invalid)") && CSS.supports("color", "color-mix(in srgb, red, red)");
}
