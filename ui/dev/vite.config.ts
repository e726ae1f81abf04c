import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Serves, or builds to a folder of its own, the design bench. It is no part of what ships.
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [svelte({ configFile: "../svelte.config.js" })],
  build: {
    outDir: "../node_modules/.bench",
    emptyOutDir: true,
    rolldownOptions: { input: ["index.html", "check.html"].map((page) => `${import.meta.dirname}/${page}`) },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
