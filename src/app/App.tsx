export function App() {
  return (
    <main>
      <h1>Data Flows</h1>
      <p>Predict it, break it, fix it, prove it.</p>
    </main>
  );
}
