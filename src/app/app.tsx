export function App() {
  return <h1>Hostless</h1>;
}
