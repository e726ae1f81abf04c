import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Serves, or builds to a folder beside the app's, the design bench. It is no part of what ships.
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [svelte({ configFile: "../svelte.config.js" })],
  build: {
    outDir: "../node_modules/.bench",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
