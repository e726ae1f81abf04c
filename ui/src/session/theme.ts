import type { DeviceSettings } from "../bindings";

/** Puts the device's settings on the page, where the tokens read them. */
export function wear(device: DeviceSettings, root: HTMLElement): void {
  root.dataset.theme = device.theme;
  root.dataset.density = device.density;
  root.dataset.motion = device.reduce_motion ? "reduced" : "system";
  root.style.setProperty("--text-scale", String(Number(device.text_size) / 100));
}

/** Says to the styles which system this is, as some have no face to write in, and fulfils once theirs has come. */
export async function bringFonts(root: HTMLElement): Promise<void> {
  if (!/linux/iu.test(navigator.platform)) return;
  root.dataset.system = "linux";
  // One that can not be read leaves the system's own.
  await document.fonts?.load('1rem "Inter Variable"').catch(() => []);
}
