import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that the built app works from any folder of any host.
  base: './',
  plugins: [react()],
  build: { target: 'es2022' },
});
