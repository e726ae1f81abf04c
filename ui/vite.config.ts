import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    target: ["safari16.4", "chrome111"],
    // A data: address would need its own permission in the content security policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the policy forbids; every supported web view preloads by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index.html", "quick.html"] },
  },
  test: {
    environment: "jsdom",
    testTimeout: 30_000,
    // By itself it leaves a core idle, which of two is half of the time.
    maxWorkers: "100%",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    env: { DEBUG_PRINT_LIMIT: "0", TZ: "Europe/Lisbon" },
    setupFiles: ["tests/setup.ts"],
  },
});
